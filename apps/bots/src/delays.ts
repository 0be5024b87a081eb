import { createHistogram } from 'node:perf_hooks';

const PER_MS = 1_000;

/** Delays in milliseconds, of which only the distribution is kept. */
export class Delays {
  readonly #microseconds = createHistogram();

  add(delay: number): void {
    this.#microseconds.record(Math.max(1, Math.round(delay * PER_MS)));
  }

  get count(): number {
    return this.#microseconds.count;
  }

  get longest(): number {
    return this.count === 0 ? 0 : this.#microseconds.max / PER_MS;
  }

  /** @param percent for example 95; the delay that this percentage of the delays does not exceed */
  percentile(percent: number): number {
    return this.count === 0 ? 0 : this.#microseconds.percentile(percent) / PER_MS;
  }
}
