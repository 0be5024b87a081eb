/** A restart takes a moment: for this long, a page looks for the server again and again, in milliseconds. */
const QUICK_FOR = 6_000;
const QUICK_DELAY = 250;
const SLOW_DELAY = 5_000;

/** Spreads attempts to reconnect over time at random, to protect a server that has just restarted. */
export class Backoff {
  /** When the first attempt was asked for; null while there is nothing to retry. */
  #lostAt: number | null = null;
  #pausedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: (() => void) | null = null;

  /** Calls back once after a delay, unless stopped. Replaces an earlier call. */
  retryLater(retry: () => void): void {
    this.stop();
    const now = performance.now();
    const longest = now - (this.#lostAt ??= now) < QUICK_FOR ? QUICK_DELAY : SLOW_DELAY;
    this.#retry = retry;
    const pause = Math.max(0, this.#pausedUntil - now);
    this.#timer = setTimeout(() => this.retryNow(), pause + longest * (0.2 + 0.8 * Math.random()));
  }

  /** Ends a running delay: the call happens now. */
  retryNow(): void {
    const retry = this.#retry;
    this.stop();
    retry?.();
  }

  /** The server asked us not to reconnect for this many milliseconds. */
  pauseFor(milliseconds: number): void {
    this.#pausedUntil = performance.now() + milliseconds;
  }

  /** An attempt succeeded: the next delay is short again. */
  reset(): void {
    this.#lostAt = null;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#retry = null;
  }
}
