/** Who wants to know that something changed. A change made by a subscriber is told after the one it reacts to. */
export class Subscribers {
  readonly #listeners = new Set<() => void>();
  #isTelling = false;
  #hasMore = false;

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    this.#hasMore = true;
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      while (this.#hasMore) {
        this.#hasMore = false;
        for (const listener of [...this.#listeners]) listener();
      }
    } finally {
      this.#isTelling = false;
    }
  }
}
