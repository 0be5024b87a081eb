/**
 * A value that is replaced, never changed in place, and its observers: the one kind from the engine to a view. A change
 * that an observer makes is notified after all have been notified of the one before.
 */
export class Store<Value> {
  readonly #observers = new Set<() => void>();
  #value: Value;
  #isBusy = false;

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
    this.batch(() => {
      this.#value = value;
    });
  }

  /** All values that the work sets are one change, even if it is part of a larger batch. */
  batch(work: () => void): void {
    if (this.#isBusy) return work();
    this.#isBusy = true;
    let notified = this.#value;
    try {
      work();
      while (notified !== this.#value) {
        notified = this.#value;
        for (const observer of [...this.#observers]) observer();
      }
    } finally {
      this.#isBusy = false;
    }
  }
}
