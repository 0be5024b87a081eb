import type { DirectionConditions } from './direction-conditions.ts';

interface Queued {
  readonly due: number;
  readonly arrive: () => void;
}

/** The messages of one channel in one direction, in order. */
export class DelayQueue {
  readonly #conditions: DirectionConditions;
  #queued: Queued[] = [];
  readonly #handleChange = (): void => this.#deliver();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(conditions: DirectionConditions) {
    this.#conditions = conditions;
  }

  /** Lets a message arrive after those before it: within this call, if nothing delays it. */
  add(arrive: () => void): void {
    const due = Math.max(Date.now() + this.#conditions.drawDelay(), this.#queued.at(-1)?.due ?? 0);
    this.#queued.push({ due, arrive });
    this.#conditions.subscribe(this.#handleChange);
    this.#deliver();
  }

  /** All queued messages are lost. */
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
      const wait = next.due - Date.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#deliver(), wait);
        return;
      }
      this.#queued.shift();
      next.arrive();
    }
  }
}
