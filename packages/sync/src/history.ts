import type { ActionId, Intent } from './action.ts';
import type { Rules } from './mutate.ts';
import { apply, type Recorded, type Snapshot } from './record/record.ts';
import type { Held } from './unverified.ts';

/** A line of the record as one page got it. */
export interface Seen<I extends Intent> {
  readonly recorded: Recorded<I>;
  /** The code, when it was refused and changed nothing. */
  readonly refusal: string | null;
  /** From whom the page knew of it first. */
  readonly knownFrom: 'me' | 'peer' | 'Hero';
}

/** So many lines are kept; what came before is folded into the state from which they go on. */
const LINES_KEPT = 2_000;

/** What Hero saw, since this page joined: for looking back, never for deciding. */
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

  /** A snapshot leaves a gap behind it: from here on anew. */
  begin(snapshot: Snapshot<State>): void {
    this.#beginning = snapshot;
    this.#lines = [];
  }

  /** One more line; `held` is what the page held unverified when it came. */
  add(recorded: Recorded<I>, refusal: string | null, held: readonly Held<I>[]): void {
    this.#lines.push({ recorded, refusal, knownFrom: knownFrom(recorded, held) });
    if (this.#lines.length > 2 * LINES_KEPT) this.#foldOldest();
  }

  /** The official state at a `serverSeq`, by replay. Null where this page has not been. */
  stateAt(serverSeq: number): State | null {
    if (this.from === null || serverSeq < this.from || serverSeq > this.from + this.#lines.length) return null;
    return this.#replay(serverSeq - this.from)?.state ?? null;
  }

  #foldOldest(): void {
    const surplus = this.#lines.length - LINES_KEPT;
    this.#beginning = this.#replay(surplus);
    this.#lines = this.#lines.slice(surplus);
  }

  #replay(count: number): Snapshot<State> | null {
    const after = (official: Snapshot<State>, { recorded }: Seen<I>) => apply(this.#rules, official, recorded).official;
    return this.#beginning && this.#lines.slice(0, count).reduce(after, this.#beginning);
  }
}

function knownFrom<I extends Intent>(id: ActionId, held: readonly Held<I>[]): Seen<I>['knownFrom'] {
  const copy = held.find(({ clientId, clientSeq }) => clientId === id.clientId && clientSeq === id.clientSeq);
  if (!copy) return 'Hero';
  return copy.mine ? 'me' : 'peer';
}
