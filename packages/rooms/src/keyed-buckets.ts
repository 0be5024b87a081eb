import { RateLimiter, type RateLimiterOpts } from 'limiter';

/** The number of keys from which full buckets are dropped, so that memory stays bounded. */
const SWEEP_ABOVE = 10_000;

/** A token bucket for each key, such as an address. */
export class KeyedBuckets {
  readonly #rate: RateLimiterOpts;
  readonly #buckets = new Map<string, RateLimiter>();

  constructor(rate: RateLimiterOpts) {
    this.#rate = rate;
  }

  /** Takes a token for this key; returns whether there was one. */
  take(key: string): boolean {
    const bucket = this.#buckets.get(key) ?? new RateLimiter(this.#rate);
    if (this.#buckets.size >= SWEEP_ABOVE) this.#dropFull();
    this.#buckets.set(key, bucket);
    return bucket.tryRemoveTokens(1);
  }

  /** Whether this key has no token left. */
  isEmpty(key: string): boolean {
    return (this.#buckets.get(key)?.getWaitTime(1) ?? 0) > 0;
  }

  /** A full bucket limits no more than a new one, so it need not be kept. */
  #dropFull(): void {
    const { tokensPerInterval } = this.#rate;
    for (const [key, bucket] of this.#buckets)
      if (bucket.getWaitTime(tokensPerInterval) === 0) this.#buckets.delete(key);
  }
}
