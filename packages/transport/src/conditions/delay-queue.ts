import type { DirectionConditions } from './direction-conditions.ts';

interface Queued {
  /** By the monotonic clock: a wall clock that is set back would hold a message for as long. */
  readonly due: number;
  readonly arrive: () => void;
}

/** Delays the messages of one channel in one direction, and keeps their order. */
export class DelayQueue {
  readonly #conditions: DirectionConditions;
  #queued: Queued[] = [];
  readonly #handleChange = (): void => this.#deliver();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(conditions: DirectionConditions) {
    this.#conditions = conditions;
  }

  /**
   * Calls `arrive` when the message is due and all earlier ones have arrived; within this call if nothing delays it.
   */
  add(arrive: () => void): void {
    const due = Math.max(performance.now() + this.#conditions.drawDelay(), this.#queued.at(-1)?.due ?? 0);
    this.#queued.push({ due, arrive });
    this.#conditions.subscribe(this.#handleChange);
    this.#deliver();
  }

  /** Drops all queued messages. */
  clear(): void {
    this.#queued = [];
    clearTimeout(this.#timer);
    this.#conditions.unsubscribe(this.#handleChange);
  }

  #deliver(): void {
    clearTimeout(this.#timer);
    while (!this.#conditions.current.isHeld) {
      const [next] = this.#queued;
      if (!next) return this.#conditions.unsubscribe(this.#handleChange);
      const wait = next.due - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#deliver(), wait);
        return;
      }
      this.#queued.shift();
      next.arrive();
    }
  }
}
