import type { Intent } from '../action.ts';
import type { Recorded } from '../record/record.ts';

/** Lines of the record that arrived before the ones they follow. */
export class ReorderBuffer<I extends Intent> {
  readonly #lines = new Map<number, Recorded<I>>();

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  /** Removes and returns the lines that follow `serverSeq` without a gap, these included; keeps the ones after a gap. */
  follow(serverSeq: number, lines: readonly Recorded<I>[]): readonly Recorded<I>[] {
    for (const line of lines) if (line.serverSeq > serverSeq) this.#lines.set(line.serverSeq, line);
    const next: Recorded<I>[] = [];
    for (let line = this.#take(serverSeq + 1); line; line = this.#take(line.serverSeq + 1)) next.push(line);
    return next;
  }

  #take(serverSeq: number): Recorded<I> | undefined {
    const line = this.#lines.get(serverSeq);
    this.#lines.delete(serverSeq);
    return line;
  }
}
