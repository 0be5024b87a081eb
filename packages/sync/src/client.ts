import type { Intent, UnverifiedAction } from './action.ts';
import { EarlyLines } from './early-lines.ts';
import { heldFrom, nobody, unsettledOf, type HandOver, type Identity } from './hand-over.ts';
import type { History } from './history.ts';
import type { CatchUp, Peer, Position, Returning, Ways, Welcome } from './messages.ts';
import { validate } from './mutate.ts';
import type { Rules } from './rules.ts';
import { Picture } from './picture.ts';
import type { Recorded, Snapshot } from './record.ts';
import { Subscribers } from './subscribers.ts';
import { carryOver, type Held, type Settled } from './unverified.ts';

/**
 * One open page's side of the method: it shows what was emitted at once, and lets Hero decide.
 * It knows no network. Its `ways` carry a message or lose it; whoever owns the network calls the `handle…` methods with
 * what comes back.
 */
export class Client<State, I extends Intent> {
  /** The record as this page got it, line by line. */
  readonly history: History<State, I>;
  readonly #rules: Rules<State, I>;
  readonly #ways: Ways<I>;
  readonly #subscribers = new Subscribers();
  readonly #me: Identity;
  readonly #picture: Picture<State, I>;
  readonly #early = new EarlyLines<I>();
  /** From a new link nothing is taken before the welcome; on a quiet one nothing is sent. */
  #link: 'new' | 'quiet' | 'open' = 'new';
  #hasAskedToCatchUp = false;
  constructor(rules: Rules<State, I>, ways: Ways<I>, predecessor?: HandOver<I>) {
    this.#rules = rules;
    this.#ways = ways;
    const { unsettled, ...me } = predecessor ?? nobody;
    this.#me = me;
    this.#picture = new Picture(rules, heldFrom(me, unsettled));
    this.history = this.#picture.history;
  }

  /** What people see: official plus unverified. Null before the first welcome. Never changed in place. */
  get state(): State | null {
    return this.#picture.state;
  }

  /** The state after official actions only. Null before the first welcome. */
  get officialState(): State | null {
    return this.#picture.official?.state ?? null;
  }

  /** Mine and my peers', in the order in which they are shown. */
  get unverifiedActions(): readonly UnverifiedAction<I>[] {
    return this.#picture.held;
  }

  /** Given by Hero; empty before the first welcome. */
  get clientId(): string {
    return this.#me.clientId;
  }

  /** Where I am in the record. Null before the first welcome. */
  get position(): Position | null {
    return this.#picture.position;
  }

  /** What to enter with, on a new link; null for a newcomer. */
  get returning(): Returning | null {
    const { clientId, epoch } = this.#me;
    return clientId === '' ? null : { clientId, epoch, serverSeq: this.position?.serverSeq ?? null };
  }

  /** What to leave to the page that is loaded in place of this one. */
  get handOver(): HandOver<I> {
    return { ...this.#me, unsettled: unsettledOf(this.#picture.held) };
  }

  /** Calls the listener once after every batch of changes, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);

  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long it takes:
   * what is emitted while the link is lost is sent when it is back. A wrong payload is refused at once, and not sent.
   * @throws before the first welcome, when there is no state to act on.
   */
  emit(candidate: I): Promise<Settled> {
    if (!this.#picture.official) throw new Error('emit: not in a room yet');
    const validated = validate(this.#rules, candidate);
    if ('refusal' in validated) return Promise.resolve({ kind: 'refused', code: validated.refusal });
    const { clientId, person } = this.#me;
    if (person === null) return Promise.resolve({ kind: 'refused', code: 'watching' });
    return new Promise((settle) => {
      const [intent, clientSeq] = [validated.intent, ++this.#me.clientSeq];
      const held = { clientId, clientSeq, action: { ...intent, person }, mine: { intent, settle } };
      // First on its way, then shown: both in this turn, and Hero's time starts earlier.
      this.#sendToHero(held);
      this.#ways.toPeers({ clientSeq, action: intent });
      this.#picture.hold(held);
      this.#subscribers.tell();
    });
  }

  /** Shows at once what a peer says it emitted. It is a guess until Hero's record decides, and is never passed on. */
  handleActionFromPeer({ clientId, person }: Peer, clientSeq: number, candidate: unknown): void {
    const validated = validate(this.#rules, candidate);
    if ('refusal' in validated || clientId === this.clientId) return;
    const unverified = { clientId, clientSeq, action: { ...validated.intent, person } };
    if (!this.#picture.isNews(unverified)) return;
    this.#picture.hold({ ...unverified, mine: null });
    this.#subscribers.tell();
  }

  /** A peer is gone, or Hero had time enough for what it told up to this `clientSeq`: nobody guesses at that any more. */
  dropFromPeer(clientId: string, upTo = Infinity): void {
    if (this.#picture.drop((one) => !one.mine && one.clientId === clientId && one.clientSeq <= upTo)) this.#show();
  }

  /** Takes lines of the record. Old ones are ignored; too early ones are kept, and what is missing is asked for. */
  handleActionsFromServer(batch: readonly Recorded<I>[]): void {
    if (this.#link === 'new') return;
    this.#early.keep(batch);
    const before = this.#picture.official;
    this.#applyWhatFollows();
    if (this.#picture.official !== before) this.#show();
  }

  /** Goes on from Hero's state. An older one than my own is ignored. */
  handleSnapshot(snapshot: Snapshot<State>): void {
    if (!this.#picture.take(snapshot)) return;
    this.#me.epoch = snapshot.epoch;
    this.#applyWhatFollows();
    this.#show();
  }

  /** First thing on every new link: catch up, then send all own unverified actions again, in order. */
  handleWelcome(welcome: Welcome<State, I>): void {
    this.#link = 'quiet';
    this.#me.person = welcome.person;
    if (welcome.clientId !== this.clientId) this.#takeClientId(welcome);
    this.handleCaughtUp(welcome.catchUp);
    this.handleNowAgain();
  }

  /** The answer to having asked to catch up. */
  handleCaughtUp(catchUp: CatchUp<State, I>): void {
    this.#hasAskedToCatchUp = false;
    if ('snapshot' in catchUp) this.handleSnapshot(catchUp.snapshot);
    else this.handleActionsFromServer(catchUp.tail);
  }

  /** Asks for what I may have missed. Once: until there is an answer, asking again does nothing. */
  askToCatchUp(): void {
    if (this.#hasAskedToCatchUp || !this.position) return;
    this.#hasAskedToCatchUp = true;
    this.#ways.toHero({ kind: 'catchUp', ...this.position });
  }

  /** Hero misses my actions from this `clientSeq` on. */
  handleSendAgain(from: number): void {
    for (const held of this.#picture.held) if (held.clientSeq >= from) this.#sendToHero(held);
  }

  /** Hero has recorded nothing, for now: send nothing more until `handleNowAgain`. */
  handleNotNow(): void {
    this.#link = 'quiet';
  }

  /** The time that Hero asked for is over. */
  handleNowAgain(): void {
    this.#link = 'open';
    this.handleSendAgain(1);
  }

  /** The link to Hero is gone. What is emitted from here on waits for the next welcome. */
  handleLostLink(): void {
    this.#link = 'new';
    this.#hasAskedToCatchUp = false;
    this.#early.clear();
  }

  /** Hero does not go on with my old clientId: what its record does not hold is numbered anew, or has expired. */
  #takeClientId(welcome: Welcome<State, I>): void {
    const held = carryOver(this.#picture.held, welcome);
    this.#me.clientId = welcome.clientId;
    this.#me.clientSeq = held.length;
    this.#picture.restart(held);
  }

  #applyWhatFollows(): void {
    const takeNext = () => this.position && this.#early.takeNext(this.position.serverSeq);
    for (let next = takeNext(); next; next = takeNext()) this.#picture.follow(next);
    if (!this.#early.isEmpty) this.askToCatchUp();
  }

  #sendToHero({ clientSeq, mine }: Held<I>): void {
    if (mine && this.#link === 'open') this.#ways.toHero({ kind: 'emit', clientSeq, action: mine.intent });
  }

  #show(): void {
    this.#picture.rebase();
    this.#subscribers.tell();
  }
}
