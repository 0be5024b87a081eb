/** A view that is never changed in place. Whatever happens together is told once, and only when it changed something. */
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
    const isNews = Object.entries(change).some(([key, value]) => !Object.is(Reflect.get(this.#view, key), value));
    if (isNews) this.#view = { ...this.#view, ...change };
  }

  /** Lets something happen, be it part of a larger update, and tells of it when all of that is over. */
  update(happen: () => void): void {
    if (this.#isUpdating) return happen();
    this.#isUpdating = true;
    const before = this.#view;
    try {
      happen();
    } finally {
      this.#isUpdating = false;
      if (this.#view !== before) for (const listener of [...this.#listeners]) listener();
    }
  }
}
