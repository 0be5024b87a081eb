/** A limit: this many at once, and this many more per second. */
export interface Rate {
  readonly atOnce: number;
  readonly perSecond: number;
}

/**
 * Limits how often something may happen. It holds no clock: every call says what time it is, in milliseconds of any
 * clock that never goes back.
 * @example
 * const actions = new TokenBucket({ atOnce: 50, perSecond: 20 }, performance.now());
 * const wait = actions.take(performance.now());
 * if (wait > 0) refuse({ retryAfter: wait });
 */
export class TokenBucket {
  /** How long one token takes to come back, in milliseconds. */
  readonly #interval: number;
  /** How far `#fullAt` may lie ahead while there is still a token to take. */
  readonly #slack: number;
  /** When the bucket will be full again. One number is the whole state: each token taken moves it on by an interval. */
  #fullAt: number;

  /** A full one. */
  constructor({ atOnce, perSecond }: Rate, now: number) {
    this.#interval = 1_000 / perSecond;
    this.#slack = (atOnce - 1) * this.#interval;
    this.#fullAt = now;
  }

  /** Takes a token and returns 0; if there is none, takes nothing and returns the milliseconds until there is one. */
  take(now: number): number {
    const wait = this.#fullAt - this.#slack - now;
    if (wait > 0) return Math.ceil(wait);
    this.#fullAt = Math.max(this.#fullAt, now) + this.#interval;
    return 0;
  }
}
