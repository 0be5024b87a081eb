const MIN_DELAY = 500;
const MAX_DELAY = 5_000;

/**
 * The delay before the next attempt, in milliseconds. It doubles with each attempt, and is random so that the pages of
 * one server do not reconnect at the same moment.
 */
function retryDelay(attempts: number): number {
  return Math.min(MAX_DELAY, MIN_DELAY * 2 ** attempts) * (0.5 + Math.random() / 2);
}

/** Spreads attempts to reconnect over time, to protect a server that has just restarted. */
export class Backoff {
  #attempts = 0;
  #pausedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: (() => void) | null = null;

  /** Calls back once after a delay, unless stopped. Replaces an earlier call. */
  retryLater(retry: () => void): void {
    const pause = Math.max(0, this.#pausedUntil - Date.now());
    this.stop();
    this.#retry = retry;
    this.#timer = setTimeout(() => this.retryNow(), pause + retryDelay(this.#attempts++));
  }

  /** Ends a running delay: the call happens now. */
  retryNow(): void {
    const retry = this.#retry;
    this.stop();
    retry?.();
  }

  /** The server asked us not to reconnect for this many milliseconds. */
  pauseFor(milliseconds: number): void {
    this.#pausedUntil = Date.now() + milliseconds;
  }

  /** An attempt succeeded: the next delay is short again. */
  reset(): void {
    this.#attempts = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#retry = null;
  }
}
