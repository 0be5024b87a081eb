import type { Workshop } from '../processes/workshop.ts';
import type { Table } from '../result/row.ts';

/** A part of the benchmark that can be run alone. */
export interface Measurement {
  readonly title: string;
  /** How it is measured, for the reader of the tables. */
  readonly about: string;
  measure(workshop: Workshop): Promise<readonly Table[]>;
}
