import type { Intent, UnverifiedAction } from './action.ts';
import type { CatchUp, MessageToHero, Position, Welcome } from './messages.ts';
import { checkIntent, mutate, type Rules } from './mutate.ts';
import { EarlyLines } from './early-lines.ts';
import { follow, type Recorded, type Snapshot } from './record.ts';
import { Subscribers } from './subscribers.ts';
import { couldBecomeOfficial, settledBy, settleHeld, type Held, type Settled } from './unverified.ts';

/**
 * One open page's side of the method: it shows what was emitted at once, and lets Hero decide.
 * It knows no network. `send` carries a message to Hero or loses it; whoever owns the network calls the `handle…`
 * methods with what comes back.
 */
export class Client<State, I extends Intent> {
  readonly #rules: Rules<State, I>;
  readonly #send: (message: MessageToHero<I>) => void;
  readonly #subscribers = new Subscribers();
  #clientId = '';
  #person: string | null = null;
  #clientSeq = 0;
  #official: Snapshot<State> | null = null;
  #state: State | null = null;
  #held: readonly Held<I>[] = [];
  readonly #early = new EarlyLines<I>();
  /** Not while the link is lost, nor after "not now". */
  #maySend = false;
  #hasAskedToCatchUp = false;

  constructor(rules: Rules<State, I>, send: (message: MessageToHero<I>) => void) {
    this.#rules = rules;
    this.#send = send;
  }

  /** What people see: official plus unverified. Null before the first welcome. Never changed in place. */
  get state(): State | null {
    return this.#state;
  }

  /** The state after official actions only. Null before the first welcome. */
  get officialState(): State | null {
    return this.#official?.state ?? null;
  }

  /** Mine and my peers', in the order in which they are shown. */
  get unverifiedActions(): readonly UnverifiedAction<I>[] {
    return this.#held;
  }

  /** Given by Hero; empty before the first welcome. */
  get clientId(): string {
    return this.#clientId;
  }

  /** Where I am in the record. Null before the first welcome. */
  get position(): Position | null {
    return this.#official && { epoch: this.#official.epoch, serverSeq: this.#official.serverSeq };
  }

  /** Calls the listener once after every batch of changes, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);

  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long that
   * takes: what is emitted while the link is lost is sent when it is back. A wrong payload is refused at once and is
   * never sent.
   * @throws before the first welcome, when there is no state to act on.
   */
  emit(candidate: I): Promise<Settled> {
    if (!this.#official) throw new Error('emit: not in a room yet');
    const checked = checkIntent(this.#rules, candidate);
    if ('refusal' in checked) return Promise.resolve({ kind: 'refused', code: checked.refusal });
    if (this.#person === null) return Promise.resolve({ kind: 'refused', code: 'watching' });
    const { intent } = checked;
    const action = { ...intent, person: this.#person };
    return new Promise((settle) => {
      const held = { clientId: this.#clientId, clientSeq: ++this.#clientSeq, action, mine: { intent, settle } };
      this.#hold(held);
      this.#sendToHero(held);
      this.#subscribers.tell();
    });
  }

  /** Shows at once what a peer says it emitted. It is a guess until Hero's record decides, and is never passed on. */
  handleActionFromPeer(unverified: UnverifiedAction<I>): void {
    const { clientId, clientSeq, action } = unverified;
    if (!this.#official || clientId === this.#clientId || !couldBecomeOfficial(this.#official.lastSeqs, unverified))
      return;
    if (this.#held.some((held) => held.clientId === clientId && held.clientSeq === clientSeq)) return;
    this.#hold({ clientId, clientSeq, action, mine: null });
    this.#subscribers.tell();
  }

  /** Takes lines of the record. Old ones are ignored; too early ones are kept, and what is missing is asked for. */
  handleActionsFromServer(batch: readonly Recorded<I>[]): void {
    this.#early.keep(batch);
    const before = this.#official;
    this.#applyWhatFollows();
    if (this.#official !== before) this.#rebase();
  }

  /** Goes on from Hero's state. An older one than my own is ignored. */
  handleSnapshot(snapshot: Snapshot<State>): void {
    if (this.#official?.epoch === snapshot.epoch && snapshot.serverSeq <= this.#official.serverSeq) return;
    this.#official = snapshot;
    this.#held = settleHeld(this.#held, snapshot.lastSeqs, { kind: 'snapshot' });
    this.#applyWhatFollows();
    this.#rebase();
  }

  /** First thing on every new link: catch up, then send all own unverified actions again, in order. */
  handleWelcome(welcome: Welcome<State, I>): void {
    this.#person = welcome.person;
    if (welcome.clientId !== this.#clientId) this.#takeClientId(welcome);
    this.handleCaughtUp(welcome.catchUp);
    this.handleNowAgain();
  }

  /** The answer to having asked to catch up. */
  handleCaughtUp(catchUp: CatchUp<State, I>): void {
    this.#hasAskedToCatchUp = false;
    if ('snapshot' in catchUp) this.handleSnapshot(catchUp.snapshot);
    else this.handleActionsFromServer(catchUp.tail);
  }

  /** Hero misses my actions from this `clientSeq` on. */
  handleSendAgain(from: number): void {
    for (const held of this.#held) if (held.clientSeq >= from) this.#sendToHero(held);
  }

  /** Hero has recorded nothing, for now: send nothing more until `handleNowAgain`. */
  handleNotNow(): void {
    this.#maySend = false;
  }

  /** The time that Hero asked for is over. */
  handleNowAgain(): void {
    this.#maySend = true;
    this.handleSendAgain(1);
  }

  /** The link to Hero is gone. What is emitted from here on waits for the next welcome. */
  handleLostLink(): void {
    this.#maySend = false;
    this.#hasAskedToCatchUp = false;
    this.#early.clear();
  }

  /** Hero does not go on with my old clientId: what its record does not hold is numbered anew, or has expired. */
  #takeClientId({ clientId, expired, catchUp }: Welcome<State, I>): void {
    const mine = this.#held.filter((held) => held.mine);
    const lastSeqs = 'snapshot' in catchUp ? catchUp.snapshot.lastSeqs : {};
    const rest = settleHeld(mine, lastSeqs, { kind: 'snapshot' });
    if (expired) for (const held of rest) held.mine?.settle({ kind: 'refused', code: 'expired' });
    this.#held = expired ? [] : rest.map((held, index) => ({ ...held, clientId, clientSeq: index + 1 }));
    this.#clientId = clientId;
    this.#clientSeq = this.#held.length;
    this.#official = null;
  }

  #applyWhatFollows(): void {
    const takeNext = () => this.#official && this.#early.takeNext(this.#official.serverSeq);
    for (let next = takeNext(); next; next = takeNext()) this.#handleActionFromServer(next);
    if (!this.#early.isEmpty) this.#askToCatchUp();
  }

  /** The next line of the record: applied, and whatever it settles is settled. */
  #handleActionFromServer(recorded: Recorded<I>): void {
    if (!this.#official) return;
    const { official, refusal } = follow(this.#rules, this.#official, recorded);
    this.#official = official;
    this.#held = settleHeld(this.#held, official.lastSeqs, settledBy(recorded, refusal));
  }

  #askToCatchUp(): void {
    if (this.#hasAskedToCatchUp || !this.position) return;
    this.#hasAskedToCatchUp = true;
    this.#send({ kind: 'catchUp', ...this.position });
  }

  #sendToHero({ clientSeq, mine }: Held<I>): void {
    if (mine && this.#maySend) this.#send({ kind: 'emit', clientSeq, action: mine.intent });
  }

  /** The last one in the line: what people see goes one step on from where it was. */
  #hold(held: Held<I>): void {
    this.#held = [...this.#held, held];
    this.#state = this.#state && this.#after(this.#state, held);
  }

  /** Recomputes what people see from what is official and what is still unverified. */
  #rebase(): void {
    this.#state = this.#official && this.#held.reduce(this.#after, this.#official.state);
    this.#subscribers.tell();
  }

  readonly #after = (state: State, { action }: UnverifiedAction<I>): State => {
    const facts = { serverSeq: null, serverTime: this.#official?.serverTime ?? 0, seed: null };
    return mutate(this.#rules, state, action, facts).state;
  };
}
