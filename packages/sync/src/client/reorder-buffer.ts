import type { Intent } from '../action.ts';
import type { Recorded } from '../record/record.ts';

/** Lines of the record that arrived before the ones they follow. */
export class ReorderBuffer<I extends Intent> {
  readonly #lines = new Map<number, Recorded<I>>();

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  keep(lines: readonly Recorded<I>[]): void {
    for (const line of lines) this.#lines.set(line.serverSeq, line);
  }

  /** Removes and returns the lines that follow `serverSeq` without a gap; older ones are dropped. */
  takeAfter(serverSeq: number): readonly Recorded<I>[] {
    const lines: Recorded<I>[] = [];
    for (let next = this.#lines.get(serverSeq + 1); next; next = this.#lines.get(next.serverSeq + 1)) lines.push(next);
    const upTo = lines.at(-1)?.serverSeq ?? serverSeq;
    for (const seq of this.#lines.keys()) if (seq <= upTo) this.#lines.delete(seq);
    return lines;
  }

  clear(): void {
    this.#lines.clear();
  }
}
