import type { Table } from './row.ts';

/** The result of one measurement. */
export interface Section {
  /** The name under which it can be run alone. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** When and where: without them, the numbers mean little. */
  readonly machine: string;
  readonly tables: readonly Table[];
}
