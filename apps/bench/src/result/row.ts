import { median, percentile } from './percentile.ts';

/** Milliseconds, bytes, or things in a second. */
export type Unit = 'ms' | 'bytes' | '/s';

/** Something measured, beside its rival of the same run. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  readonly p50: number;
  /** Null where nobody waits. */
  readonly p95: number | null;
  readonly rival: string;
  readonly rivalP50: number;
}

/** Something with all its samples. */
export interface Measured {
  readonly what: string;
  readonly samples: readonly number[];
}

export function compare(unit: Unit, { what, samples }: Measured, rival: Measured): Row {
  const p95 = unit === 'ms' ? percentile(samples, 0.95) : null;
  return { what, unit, p50: median(samples), p95, rival: rival.what, rivalP50: median(rival.samples) };
}
