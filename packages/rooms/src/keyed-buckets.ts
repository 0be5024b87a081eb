import { TokenBucket, type Rate } from '@button/sync';

/** The number of keys from which full buckets are dropped, so that memory stays bounded. */
const SWEEP_ABOVE = 10_000;

/** A token bucket for each key, such as an address. */
export class KeyedBuckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes a token for this key; returns whether there was one. */
  take(key: string): boolean {
    const now = performance.now();
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#rate, now);
    if (this.#buckets.size >= SWEEP_ABOVE) this.#dropFull(now);
    this.#buckets.set(key, bucket);
    return bucket.take(now) === 0;
  }

  /** Whether this key has no token left. */
  isEmpty(key: string): boolean {
    return (this.#buckets.get(key)?.wait(performance.now()) ?? 0) > 0;
  }

  /** A full bucket limits no more than a new one, so it need not be kept. */
  #dropFull(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key);
  }
}
