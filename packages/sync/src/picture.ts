import type { Intent, UnverifiedAction } from './action.ts';
import { mutate, type Rules } from './mutate.ts';
import { follow, type Recorded, type Snapshot } from './record.ts';
import { settledBy, settleHeld, type Held } from './unverified.ts';

/** What a page knows: the official state, the unverified actions, and what people see of the two. */
export class Picture<State, I extends Intent> {
  readonly #rules: Rules<State, I>;
  #official: Snapshot<State> | null = null;
  #held: readonly Held<I>[];
  #state: State | null = null;

  constructor(rules: Rules<State, I>, held: readonly Held<I>[]) {
    this.#rules = rules;
    this.#held = held;
  }

  /** Null before the first snapshot. */
  get official(): Snapshot<State> | null {
    return this.#official;
  }

  /** Mine and my peers', in the order in which they are shown. */
  get held(): readonly Held<I>[] {
    return this.#held;
  }

  /** Official plus unverified. Null before the first snapshot. */
  get state(): State | null {
    return this.#state;
  }

  /** The last one in the line: what people see goes one step on from where it was. */
  hold(held: Held<I>): void {
    this.#held = [...this.#held, held];
    this.#state = this.#state && this.#after(this.#state, held);
  }

  /** The next line of the record: applied, and whatever it settles is settled. `rebase` shows it. */
  follow(recorded: Recorded<I>): void {
    if (!this.#official) return;
    const { official, refusal } = follow(this.#rules, this.#official, recorded);
    this.#official = official;
    this.#held = settleHeld(this.#held, official.lastSeqs, settledBy(recorded, refusal));
  }

  /** Goes on from a snapshot, which settles held actions by its `lastSeqs`. `rebase` shows it. */
  take(snapshot: Snapshot<State>): void {
    this.#official = snapshot;
    this.#held = settleHeld(this.#held, snapshot.lastSeqs, { kind: 'snapshot' });
  }

  /** Begins anew: nothing is official before the next snapshot. */
  restart(held: readonly Held<I>[]): void {
    this.#official = null;
    this.#held = held;
  }

  /** Recomputes what people see from what is official and what is still unverified. */
  rebase(): void {
    this.#state = this.#official && this.#held.reduce(this.#after, this.#official.state);
  }

  readonly #after = (state: State, { action }: UnverifiedAction<I>): State => {
    const facts = { serverSeq: null, serverTime: this.#official?.serverTime ?? 0, seed: null };
    return mutate(this.#rules, state, action, facts).state;
  };
}
