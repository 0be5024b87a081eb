/** What happens to messages in one direction. It may be changed while they are under way. */
export interface Conditions {
  /** How much longer each message takes, in milliseconds. */
  readonly delay: number;
  /** At most how much longer still, in milliseconds, drawn for each message. They stay in order. */
  readonly jitter: number;
  /** Nothing arrives until this ends; nothing is lost. */
  readonly isHeld: boolean;
}

const good: Conditions = { delay: 0, jitter: 0, isHeld: false };

/** The conditions of one direction, and the queues of messages that are subject to them. */
export class DirectionConditions {
  #current = good;
  readonly #queues = new Set<() => void>();

  get current(): Conditions {
    return this.#current;
  }

  change(change: Partial<Conditions>): void {
    this.#current = { ...this.#current, ...change };
    for (const notify of [...this.#queues]) notify();
  }

  /** Calls back after every change. */
  subscribe(queue: () => void): void {
    this.#queues.add(queue);
  }

  unsubscribe(queue: () => void): void {
    this.#queues.delete(queue);
  }

  /** How long the next message takes, in milliseconds. */
  drawDelay(): number {
    return this.#current.delay + this.#current.jitter * Math.random();
  }
}
