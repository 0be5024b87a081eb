import type { Intent, RecordObserver, Rules, UnverifiedAction } from '@button/sync';
import { apply, type Recorded, type Snapshot } from '@button/sync/log';

/** A line of the record as one page got it. */
export interface Seen<I extends Intent> {
  readonly line: Recorded<I>;
  /** The code if it is a refusal. */
  readonly refusal: string | null;
  /** The source that first told the page of the line. */
  readonly knownFrom: 'me' | 'peer' | 'Hero';
}

/** How many lines are kept; older ones are folded into the state before them. */
const LINES_KEPT = 2_000;

/**
 * What Hero saw since this page joined: for looking back, never for deciding. Only a page that shows it pays for it.
 *
 * @example
 * const history = new History(rules);
 * const client = new Client({ rules, outbox, observer: history.observe });
 * history.stateAt(history.from ?? 0);
 */
export class History<State, I extends Intent> {
  readonly #rules: Rules<State, I>;
  #beginning: Snapshot<State> | null = null;
  #lines: Seen<I>[] = [];

  constructor(rules: Rules<State, I>) {
    this.#rules = rules;
  }

  /** The `serverSeq` from which on it is known; null before the first snapshot. */
  get from(): number | null {
    return this.#beginning?.serverSeq ?? null;
  }

  /** Every line after `from`, in order, with no gap. */
  get lines(): readonly Seen<I>[] {
    return this.#lines;
  }

  /** The `RecordObserver` to give to a client. A snapshot leaves a gap behind it: history starts over. */
  observe: RecordObserver<State, I> = ({ official, unverified }, applied) => {
    if (!this.#endsAt(official)) {
      this.#beginning = official;
      this.#lines = [];
    }
    for (const { line, refusal } of applied)
      this.#lines.push({ line, refusal, knownFrom: knownFrom(line, unverified) });
    if (this.#lines.length > 2 * LINES_KEPT) this.#foldOldest();
  };

  /** The official state at a `serverSeq`, by replay. Null where this page has not been. */
  stateAt(serverSeq: number): State | null {
    const count = serverSeq - (this.from ?? 0);
    if (count < 0 || count > this.#lines.length) return null;
    const then = this.#replay(count);
    return then && then.state;
  }

  #endsAt(official: Snapshot<State> | null): boolean {
    const beginning = this.#beginning;
    const end = (beginning?.serverSeq ?? 0) + this.#lines.length;
    return beginning?.epoch === official?.epoch && end === official?.serverSeq;
  }

  #foldOldest(): void {
    const surplus = this.#lines.length - LINES_KEPT;
    this.#beginning = this.#replay(surplus);
    this.#lines = this.#lines.slice(surplus);
  }

  #replay(count: number): Snapshot<State> | null {
    const after = (official: Snapshot<State>, { line }: Seen<I>) => apply(this.#rules, official, line).official;
    return this.#beginning && this.#lines.slice(0, count).reduce(after, this.#beginning);
  }
}

function knownFrom<I extends Intent>(
  line: Recorded<I>,
  unverified: readonly UnverifiedAction<I>[],
): Seen<I>['knownFrom'] {
  const copy = unverified.find(({ clientId, clientSeq }) => clientId === line.clientId && clientSeq === line.clientSeq);
  if (!copy) return 'Hero';
  return copy.own ? 'me' : 'peer';
}
