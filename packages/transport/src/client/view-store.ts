/** A view that is never changed in place. Whatever happens together makes one new view, and is told once. */
export class ViewStore<View extends object> {
  #view: View;
  readonly #listeners = new Set<() => void>();
  #isUpdating = false;

  constructor(view: View) {
    this.#view = view;
  }

  get view(): View {
    return this.#view;
  }

  /** Calls the listener once for every new view, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Told with the update that it is part of. */
  change(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
  }

  /** Lets something happen, be it part of a larger update, and tells of it when all of that is over. */
  update(happen: () => void): void {
    if (this.#isUpdating) return happen();
    this.#isUpdating = true;
    try {
      happen();
    } finally {
      this.#isUpdating = false;
      for (const listener of [...this.#listeners]) listener();
    }
  }
}
