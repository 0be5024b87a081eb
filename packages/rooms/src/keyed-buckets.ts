import { RateLimiter, type RateLimiterOpts } from 'limiter';

/** The number of keys that are kept, so that memory stays bounded. */
const MAX_KEYS = 10_000;

/** A token bucket for each key, such as an address. */
export class KeyedBuckets {
  readonly #rate: RateLimiterOpts;
  /** From the least recently used key to the most recently used one. */
  readonly #buckets = new Map<string, RateLimiter>();

  constructor(rate: RateLimiterOpts) {
    this.#rate = rate;
  }

  /** How many keys are kept. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Takes a token for this key; returns whether there was one. */
  take(key: string): boolean {
    const bucket = this.#buckets.get(key) ?? new RateLimiter(this.#rate);
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > MAX_KEYS) this.#dropOldest();
    return bucket.tryRemoveTokens(1);
  }

  /** Whether this key has no token left. */
  isEmpty(key: string): boolean {
    return (this.#buckets.get(key)?.getWaitTime(1) ?? 0) > 0;
  }

  /** The bucket that has had the longest time to fill up: full, it limits no more than a new one. */
  #dropOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
