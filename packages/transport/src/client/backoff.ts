/** A restart takes a moment: for this long, pages look for the server again and again, in milliseconds. */
const QUICK_FOR = 6_000;
const QUICK_DELAY = 250;
const MIN_DELAY = 500;
const MAX_DELAY = 5_000;

/**
 * The delay before the next attempt, in milliseconds: short at first, then doubled with each attempt. It is random so
 * that the pages of one server do not reconnect at the same moment.
 */
function retryDelay(lostFor: number, slowAttempts: number): number {
  const longest = lostFor < QUICK_FOR ? QUICK_DELAY : Math.min(MAX_DELAY, MIN_DELAY * 2 ** slowAttempts);
  return longest * (0.2 + Math.random() * 0.8);
}

/** Spreads attempts to reconnect over time, to protect a server that has just restarted. */
export class Backoff {
  /** When the first attempt was asked for; null while there is nothing to retry. */
  #lostAt: number | null = null;
  #slowAttempts = 0;
  #pausedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: (() => void) | null = null;

  /** Calls back once after a delay, unless stopped. Replaces an earlier call. */
  retryLater(retry: () => void): void {
    this.stop();
    const now = performance.now();
    const lostFor = now - (this.#lostAt ??= now);
    const delay = retryDelay(lostFor, this.#slowAttempts);
    if (lostFor >= QUICK_FOR) this.#slowAttempts += 1;
    this.#retry = retry;
    this.#timer = setTimeout(() => this.retryNow(), Math.max(0, this.#pausedUntil - now) + delay);
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
    this.#slowAttempts = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#retry = null;
  }
}
