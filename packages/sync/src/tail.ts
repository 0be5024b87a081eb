import type { Intent } from './action.ts';
import type { Recorded } from './record.ts';

/** The newest lines of the record, at hand for those who catch up. */
export class Tail<I extends Intent> {
  readonly #length: number;
  #lines: readonly Recorded<I>[] = [];

  constructor(length: number) {
    this.#length = length;
  }

  keep(recorded: readonly Recorded<I>[]): void {
    this.#lines = [...this.#lines, ...recorded].slice(-this.#length);
  }

  /** The last so many lines; null when there are not as many at hand. */
  last(count: number): readonly Recorded<I>[] | null {
    const isInReach = count >= 0 && count <= this.#lines.length;
    return isInReach ? this.#lines.slice(this.#lines.length - count) : null;
  }
}
