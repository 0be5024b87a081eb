const SHORTEST = 500;
const LONGEST = 5_000;

/** How long to wait before the next attempt to connect: longer each time, and never all pages in the same moment. */
export class Patience {
  #attempts = 0;
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void) | null = null;

  /** Calls back once, later, unless stopped. */
  wait(callBack: () => void): void {
    const longest = Math.min(LONGEST, SHORTEST * 2 ** this.#attempts++);
    const asked = Math.max(0, this.#notBefore - Date.now());
    this.stop();
    this.#waiting = callBack;
    this.#timer = setTimeout(() => this.hurry(), asked + longest * (0.5 + Math.random() / 2));
  }

  /** Whoever waits goes on now. */
  hurry(): void {
    const callBack = this.#waiting;
    this.stop();
    callBack?.();
  }

  /** Hero asks to be left alone for so many milliseconds. */
  spare(milliseconds: number): void {
    this.#notBefore = Date.now() + milliseconds;
  }

  /** It worked: the next wait is a short one again. */
  reset(): void {
    this.#attempts = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting = null;
  }
}
