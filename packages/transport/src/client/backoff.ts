const SHORTEST = 500;
const LONGEST = 5_000;

/** How long to wait before the next attempt, in milliseconds: longer each time, and different for each page. */
function retryDelay(attempts: number): number {
  return Math.min(LONGEST, SHORTEST * 2 ** attempts) * (0.5 + Math.random() / 2);
}

/** Spreads the attempts to connect over time, so that a server that comes back is not stormed. */
export class Backoff {
  #attempts = 0;
  #pausedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: (() => void) | null = null;

  /** Calls back once, after a delay, unless stopped. */
  retryLater(retry: () => void): void {
    const pause = Math.max(0, this.#pausedUntil - Date.now());
    this.stop();
    this.#retry = retry;
    this.#timer = setTimeout(() => this.retryNow(), pause + retryDelay(this.#attempts++));
  }

  /** Ends the delay, if there is one. */
  retryNow(): void {
    const retry = this.#retry;
    this.stop();
    retry?.();
  }

  /** The server asked us not to reconnect for this many milliseconds. */
  pauseFor(milliseconds: number): void {
    this.#pausedUntil = Date.now() + milliseconds;
  }

  /** It worked: the next delay is a short one again. */
  reset(): void {
    this.#attempts = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#retry = null;
  }
}
