/** The conditions for messages in one direction. A change also affects messages in transit. */
export interface Conditions {
  /** The delay of each message, in milliseconds. */
  readonly delay: number;
  /** The most that a random part adds to the delay of each message, in milliseconds. The order is kept. */
  readonly jitter: number;
  /** While true, nothing arrives and nothing is lost. */
  readonly isHeld: boolean;
}

const good: Conditions = { delay: 0, jitter: 0, isHeld: false };

/** The conditions of one direction; they notify the queues that are subject to them. */
export class DirectionConditions {
  #current = good;
  readonly #listeners = new Set<() => void>();

  get current(): Conditions {
    return this.#current;
  }

  change(change: Partial<Conditions>): void {
    this.#current = { ...this.#current, ...change };
    for (const notify of [...this.#listeners]) notify();
  }

  /** Calls back after every change. */
  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  unsubscribe(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** The delay of the next message, in milliseconds. */
  drawDelay(): number {
    return this.#current.delay + this.#current.jitter * Math.random();
  }
}
