import type { Intent, RecordObserver, UnverifiedAction } from '@button/sync';
import type { Applied, Recorded } from '@button/sync/log';

/** A line of the record as a page received it. States share what did not change, so that keeping them costs little. */
export interface Seen<State, I extends Intent> extends Applied<State, I> {
  /** The source that first told the page of the line. */
  readonly knownFrom: 'me' | 'peer' | 'Hero';
}

/** The moment from which on the record is known. */
interface Beginning<State> {
  readonly epoch: string;
  readonly serverSeq: number;
  readonly state: State;
}

/** How many lines are kept. */
const LINES_KEPT = 2_000;

/**
 * What Hero saw since the observer began: for looking back, never for deciding. Only a page that shows it pays for it.
 *
 * @example
 * const history = new History<State, GameIntent>();
 * const stop = link.observe(history.observe);
 * history.stateAt(history.from ?? 0);
 */
export class History<State, I extends Intent> {
  #beginning: Beginning<State> | null = null;
  #lines: Seen<State, I>[] = [];

  /** The `serverSeq` from which on it is known; null before the first snapshot. */
  get from(): number | null {
    return this.#beginning?.serverSeq ?? null;
  }

  /** Every line after `from`, in order, with no gap. */
  get lines(): readonly Seen<State, I>[] {
    return this.#lines;
  }

  /** The observer to give to a link. A snapshot leaves a gap behind it: history starts over. */
  observe: RecordObserver<State, I> = ({ official: before, unverified }, applied) => {
    if (!this.#endsAt(before)) {
      this.#beginning = before;
      this.#lines = [];
    }
    for (const one of applied) this.#lines.push({ ...one, knownFrom: knownFrom(one.line, unverified) });
    if (this.#lines.length > 2 * LINES_KEPT) this.#dropOldest();
  };

  /** The official state at a `serverSeq`. Null where this page has not been. */
  stateAt(serverSeq: number): State | null {
    if (!this.#beginning) return null;
    const count = serverSeq - this.#beginning.serverSeq;
    return count === 0 ? this.#beginning.state : (this.#lines[count - 1]?.state ?? null);
  }

  #endsAt(official: Beginning<State> | null): boolean {
    const beginning = this.#beginning;
    const end = (beginning?.serverSeq ?? 0) + this.#lines.length;
    return beginning?.epoch === official?.epoch && end === official?.serverSeq;
  }

  #dropOldest(): void {
    const dropped = this.#lines.splice(0, this.#lines.length - LINES_KEPT).at(-1);
    if (this.#beginning && dropped)
      this.#beginning = { ...this.#beginning, serverSeq: dropped.line.serverSeq, state: dropped.state };
  }
}

function knownFrom<I extends Intent>(
  line: Recorded<I>,
  unverified: readonly UnverifiedAction<I>[],
): Seen<unknown, I>['knownFrom'] {
  const copy = unverified.find(({ clientId, clientSeq }) => clientId === line.clientId && clientSeq === line.clientSeq);
  if (!copy) return 'Hero';
  return copy.own ? 'me' : 'peer';
}
