/** A longer one would go off at once: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const MAX_DELAY = 2 ** 31 - 1;

type Key = string | number;

/** Timers, at most one per key. They do not keep the process alive. */
export class KeyedTimers {
  readonly #timers = new Map<Key, NodeJS.Timeout>();

  has(key: Key): boolean {
    return this.#timers.has(key);
  }

  get keys(): readonly Key[] {
    return [...this.#timers.keys()];
  }

  /** Calls back once after `delay` milliseconds. Replaces the key's earlier timer. */
  set(key: Key, delay: number, callBack: () => void): void {
    this.cancel(key);
    const step = Math.min(delay, MAX_DELAY);
    const timer = setTimeout(() => {
      if (step < delay) return this.set(key, delay - step, callBack);
      this.#timers.delete(key);
      return callBack();
    }, step);
    this.#timers.set(key, timer.unref());
  }

  cancel(key: Key): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  cancelAll(): void {
    for (const key of this.keys) this.cancel(key);
  }
}
