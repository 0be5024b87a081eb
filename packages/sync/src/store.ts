/**
 * A value that is replaced, never changed in place, and its observers: the one kind from the engine to a view. A change
 * that an observer makes is notified after all have heard of the one before.
 */
export class Store<Value> {
  readonly #observers = new Set<() => void>();
  #value: Value;
  #isNotifying = false;

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  /** Notifies the observer of every new value, until the returned function is called. */
  subscribe = (observer: () => void): (() => void) => {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  };

  set(value: Value): void {
    let notified = this.#value;
    this.#value = value;
    if (this.#isNotifying) return;
    this.#isNotifying = true;
    try {
      while (notified !== this.#value) {
        notified = this.#value;
        for (const observer of [...this.#observers]) observer();
      }
    } finally {
      this.#isNotifying = false;
    }
  }
}
