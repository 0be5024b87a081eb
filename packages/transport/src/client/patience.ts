const SHORTEST = 500;
const LONGEST = 5_000;

/** How long to wait before the next attempt to connect: longer each time, and never all pages in the same moment. */
export class Patience {
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Calls back once, later, unless stopped. */
  wait(callBack: () => void): void {
    const longest = Math.min(LONGEST, SHORTEST * 2 ** this.#attempts++);
    this.stop();
    this.#timer = setTimeout(callBack, longest * (0.5 + Math.random() / 2));
  }

  /** It worked: the next wait is a short one again. */
  reset(): void {
    this.#attempts = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
