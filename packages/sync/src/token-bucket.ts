/** A limit: this many at once, and this many more per second. */
export interface Rate {
  readonly atOnce: number;
  readonly perSecond: number;
}

/**
 * Limits how often something may happen. It has no clock: every call gives the time, in milliseconds of any clock that
 * never goes back.
 * @example
 * const actions = new TokenBucket({ atOnce: 50, perSecond: 20 }, performance.now());
 * const wait = actions.take(performance.now());
 * if (wait > 0) refuse({ retryAfter: wait });
 */
export class TokenBucket {
  readonly #rate: Rate;
  /** When the bucket will be full again. One number is the whole state: each token taken moves it on by an interval. */
  #fullAt: number;

  /** A full one. */
  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#fullAt = now;
  }

  /** Takes a token and returns 0; if there is none, takes nothing and returns the milliseconds until there is one. */
  take(now: number): number {
    const wait = this.wait(now);
    if (wait === 0) this.#fullAt = Math.max(this.#fullAt, now) + 1_000 / this.#rate.perSecond;
    return wait;
  }

  /** How many milliseconds until there is a token; 0 if there is one. */
  wait(now: number): number {
    const { atOnce, perSecond } = this.#rate;
    return Math.max(0, Math.ceil(this.#fullAt - now - ((atOnce - 1) * 1_000) / perSecond));
  }

  /** Whether it equals a new one, so that it need not be kept. */
  isFull(now: number): boolean {
    return this.#fullAt <= now;
  }
}
