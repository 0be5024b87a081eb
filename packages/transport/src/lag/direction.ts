/** What messages suffer in one direction. It may be changed while they are on their way. */
export interface Trouble {
  /** Milliseconds that each one takes longer. */
  readonly delay: number;
  /** Up to so many milliseconds more, drawn anew for each; they stay in order. */
  readonly jitter: number;
  /** Nothing arrives until this ends; nothing is lost. */
  readonly isHeld: boolean;
}

const none: Trouble = { delay: 0, jitter: 0, isHeld: false };

/** One direction of a road, and whoever has messages on it. */
export class Direction {
  #trouble = none;
  readonly #lanes = new Set<() => void>();

  get trouble(): Trouble {
    return this.#trouble;
  }

  change(change: Partial<Trouble>): void {
    this.#trouble = { ...this.#trouble, ...change };
    for (const move of [...this.#lanes]) move();
  }

  /** Calls back after every change. */
  subscribe(move: () => void): void {
    this.#lanes.add(move);
  }

  unsubscribe(move: () => void): void {
    this.#lanes.delete(move);
  }

  /** How long the next message takes. */
  draw(): number {
    return this.#trouble.delay + this.#trouble.jitter * Math.random();
  }
}
