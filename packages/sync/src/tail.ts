import type { Intent } from './action.ts';
import type { Recorded } from './record/record.ts';

/** The newest lines of the record, at hand for those who catch up. */
export class Tail<I extends Intent> {
  readonly #length: number;
  #lines: Recorded<I>[] = [];

  constructor(length: number) {
    this.#length = length;
  }

  /** The oldest are let go many at once: to do so one by one would cost a copy for each line. */
  keep(recorded: readonly Recorded<I>[]): void {
    this.#lines.push(...recorded);
    if (this.#lines.length > 2 * this.#length) this.#lines = this.#lines.slice(-this.#length);
  }

  /** The last so many lines; null when there are not as many at hand. */
  last(count: number): readonly Recorded<I>[] | null {
    const isInReach = count >= 0 && count <= Math.min(this.#length, this.#lines.length);
    return isInReach ? this.#lines.slice(this.#lines.length - count) : null;
  }
}
