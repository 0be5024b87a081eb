import { median, percentile } from './percentile.ts';

/** Milliseconds, bytes, or a number per second. */
export type Unit = 'ms' | 'bytes' | '/s';

/** One measurement beside its rival of the same run. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  readonly p50: number;
  /** Null for units other than milliseconds: slow samples matter where a person waits. */
  readonly p95: number | null;
  readonly rival: string;
  readonly rivalP50: number;
}

/** A measurement with all its samples. */
export interface Measured {
  readonly what: string;
  readonly samples: readonly number[];
}

export function compare(unit: Unit, { what, samples }: Measured, rival: Measured): Row {
  const p95 = unit === 'ms' ? percentile(samples, 0.95) : null;
  return { what, unit, p50: median(samples), p95, rival: rival.what, rivalP50: median(rival.samples) };
}
