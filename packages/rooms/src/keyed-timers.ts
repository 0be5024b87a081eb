/** Timers, at most one per key. They do not keep the process alive. */
export class KeyedTimers {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  has(key: string): boolean {
    return this.#timers.has(key);
  }

  get keys(): readonly string[] {
    return [...this.#timers.keys()];
  }

  /** Calls back once after `delay` milliseconds. Replaces the key's earlier timer. */
  set(key: string, delay: number, callBack: () => void): void {
    this.cancel(key);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      callBack();
    }, delay);
    this.#timers.set(key, timer.unref());
  }

  cancel(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  cancelAll(): void {
    for (const key of this.keys) this.cancel(key);
  }
}
