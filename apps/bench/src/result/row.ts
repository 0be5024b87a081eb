import { median, percentile } from './percentile.ts';

/** Milliseconds, bytes, or a number per second. */
export type Unit = (typeof units)[number];
export const units = ['ms', 'bytes', '/s'] as const;

/** One measurement beside its rival of the same run. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  /** Null if it took too long. */
  readonly p50: number | null;
  /** Null for units other than milliseconds: slow samples matter where a person waits. */
  readonly p95: number | null;
  readonly rival: string;
  readonly rivalP50: number | null;
}

/** Rows that answer one question. */
export interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** A measurement with all its samples. */
export interface Measured {
  readonly what: string;
  readonly samples: readonly number[];
}

export function compare(unit: Unit, { what, samples }: Measured, rival: Measured): Row {
  const p95 = unit === 'ms' ? finite(percentile(samples, 0.95)) : null;
  const [p50, rivalP50] = [finite(median(samples)), finite(median(rival.samples))];
  return { what, unit, p50, p95, rival: rival.what, rivalP50 };
}

/** Compares each with the one of this name, that one with itself included. */
export function compareAll(unit: Unit, all: readonly Measured[], rivalName: string): readonly Row[] {
  const rival = all.find(({ what }) => what === rivalName);
  if (!rival) throw new RangeError(`${rivalName} was not measured`);
  return all.map((one) => compare(unit, one, rival));
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
