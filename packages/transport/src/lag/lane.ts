import type { Direction } from './direction.ts';

interface OnItsWay {
  readonly due: number;
  readonly arrive: () => void;
}

/** One channel's messages in one direction, in order. */
export class Lane {
  readonly #direction: Direction;
  #onTheirWay: OnItsWay[] = [];
  readonly #handleChange = (): void => this.#move();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(direction: Direction) {
    this.#direction = direction;
  }

  /** Lets a message arrive after what came before it: at once, where nothing is in the way. */
  pass(arrive: () => void): void {
    const due = Math.max(Date.now() + this.#direction.draw(), this.#onTheirWay.at(-1)?.due ?? 0);
    this.#onTheirWay.push({ due, arrive });
    this.#direction.subscribe(this.#handleChange);
    this.#move();
  }

  /** What is on its way is lost. */
  clear(): void {
    this.#onTheirWay = [];
    clearTimeout(this.#timer);
    this.#direction.unsubscribe(this.#handleChange);
  }

  #move(): void {
    clearTimeout(this.#timer);
    while (!this.#direction.trouble.isHeld) {
      const [next] = this.#onTheirWay;
      if (!next) return this.#direction.unsubscribe(this.#handleChange);
      const wait = next.due - Date.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#move(), wait);
        return;
      }
      this.#onTheirWay.shift();
      next.arrive();
    }
  }
}
