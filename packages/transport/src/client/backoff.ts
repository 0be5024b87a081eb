/** A restart takes a moment: for this long, a page looks for the server again and again, in milliseconds. */
const QUICK_FOR = 6_000;
const QUICK_DELAY = 250;
const SLOW_DELAY = 5_000;
/** A page that was let in this often within a minute, and cut each time, is one that Hero cuts on purpose. */
const OFTEN = 5;
const MINUTE = 60_000;

/** Spreads attempts to reconnect over time at random, to protect a server that has just restarted. */
export class Backoff {
  /** When the first attempt was asked for; null while there is nothing to retry. */
  #lostAt: number | null = null;
  #pausedUntil = 0;
  /** When the page was let in, the last times. */
  #welcomes: readonly number[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: (() => void) | null = null;

  /** Calls back once after a delay, unless stopped. Replaces an earlier call. */
  retryLater(retry: () => void): void {
    this.stop();
    const now = performance.now();
    const longest = now - (this.#lostAt ??= now) < QUICK_FOR ? QUICK_DELAY : SLOW_DELAY;
    this.#retry = retry;
    const often = this.#welcomes.filter((at) => now - at < MINUTE).length - OFTEN;
    const pause = Math.max(0, this.#pausedUntil - now, often < 0 ? 0 : Math.min(MINUTE, 1_000 * 2 ** often));
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
    this.#welcomes = [...this.#welcomes.slice(-2 * OFTEN), performance.now()];
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#retry = null;
  }
}
