/** No page with a good heart emits faster: so many at once, and so many more each second. */
const AT_ONCE = 50;
const PER_SECOND = 20;

/** How much a peer may still say. */
export class Allowance {
  #left = AT_ONCE;
  #since = Date.now();

  /** Takes one, if there is one. */
  take(): boolean {
    const now = Date.now();
    this.#left = Math.min(AT_ONCE, this.#left + ((now - this.#since) / 1_000) * PER_SECOND);
    this.#since = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
