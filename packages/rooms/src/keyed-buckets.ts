import { TokenBucket, type Rate } from '@button/sync';

/** How many keys are remembered before full buckets are dropped. */
const SWEEP_ABOVE = 10_000;

/** A token bucket for each key, such as an address. */
export class KeyedBuckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes one for this key; false if there is none. */
  take(key: string): boolean {
    const now = performance.now();
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#rate, now);
    if (this.#buckets.size >= SWEEP_ABOVE) this.#dropFull(now);
    this.#buckets.set(key, bucket);
    return bucket.take(now) === 0;
  }

  /** Whether there is none left for this key. */
  isEmpty(key: string): boolean {
    return (this.#buckets.get(key)?.wait(performance.now()) ?? 0) > 0;
  }

  /** A full bucket is as good as none. */
  #dropFull(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key);
  }
}
