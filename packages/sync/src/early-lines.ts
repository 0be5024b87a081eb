import type { Intent } from './action.ts';
import type { Recorded } from './record/record.ts';

/** Lines of the record that came before the ones they follow. */
export class EarlyLines<I extends Intent> {
  readonly #lines = new Map<number, Recorded<I>>();

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  keep(lines: readonly Recorded<I>[]): void {
    for (const line of lines) this.#lines.set(line.serverSeq, line);
  }

  /** Takes out the line that follows `serverSeq`, if it is here, and lets go of all up to there. */
  takeNext(serverSeq: number): Recorded<I> | undefined {
    const next = this.#lines.get(serverSeq + 1);
    for (const seq of this.#lines.keys()) if (seq <= serverSeq + 1) this.#lines.delete(seq);
    return next;
  }

  clear(): void {
    this.#lines.clear();
  }
}
