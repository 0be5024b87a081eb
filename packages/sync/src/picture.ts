import type { Intent, UnverifiedAction } from './action.ts';
import { History } from './history.ts';
import type { Position } from './messages.ts';
import { mutate, type Rules } from './mutate.ts';
import { apply, type Recorded, type Snapshot } from './record/record.ts';
import { couldBecomeOfficial, settledBy, settleHeld, type Held } from './unverified.ts';

/** What a page knows: the official state, the unverified actions, and what people see of the two. */
export class Picture<State, I extends Intent> {
  readonly history: History<State, I>;
  readonly #rules: Rules<State, I>;
  #official: Snapshot<State> | null = null;
  #held: readonly Held<I>[];
  #state: State | null = null;

  constructor(rules: Rules<State, I>, held: readonly Held<I>[]) {
    this.history = new History(rules);
    this.#rules = rules;
    this.#held = held;
  }

  /** Null before the first snapshot. */
  get official(): Snapshot<State> | null {
    return this.#official;
  }

  /** Where in the record that is. */
  get position(): Position | null {
    return this.#official && { epoch: this.#official.epoch, serverSeq: this.#official.serverSeq };
  }

  /** Mine and my peers', in the order in which they are shown. */
  get held(): readonly Held<I>[] {
    return this.#held;
  }

  /** Official plus unverified. Null before the first snapshot. */
  get state(): State | null {
    return this.#state;
  }

  /** It could become official, and comes after all that is held of its client: those arrive in order, or not at all. */
  isNews(unverified: UnverifiedAction<I>): boolean {
    const { clientId, clientSeq } = unverified;
    if (!this.#official || !couldBecomeOfficial(this.#official.lastSeqs, unverified)) return false;
    return !this.#held.some((one) => one.clientId === clientId && one.clientSeq >= clientSeq);
  }

  /** The last one in the line: what people see goes one step on from where it was. */
  hold(held: Held<I>): void {
    this.#held = [...this.#held, held];
    this.#state = this.#state && this.#after(this.#state, held);
  }

  /** Takes out what nobody waits for any more. `rebase` shows it. Was there any? */
  drop(isOver: (held: Held<I>) => boolean): boolean {
    const before = this.#held.length;
    this.#held = this.#held.filter((one) => !isOver(one));
    return this.#held.length < before;
  }

  /** The next line of the record: applied, and whatever it settles is settled. `rebase` shows it. */
  apply(recorded: Recorded<I>): void {
    if (!this.#official) return;
    const { official, refusal } = apply(this.#rules, this.#official, recorded);
    this.history.add(recorded, refusal, this.#held);
    this.#official = official;
    this.#held = settleHeld(this.#held, official.lastSeqs, settledBy(recorded, refusal));
  }

  /** Goes on from a snapshot, which settles held actions by its `lastSeqs`. `rebase` shows it. False for an older one. */
  take(snapshot: Snapshot<State>): boolean {
    if (this.position?.epoch === snapshot.epoch && snapshot.serverSeq <= this.position.serverSeq) return false;
    this.history.begin(snapshot);
    this.#official = snapshot;
    this.#held = settleHeld(this.#held, snapshot.lastSeqs, { kind: 'snapshot' });
    return true;
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
