import type { Intent, UnverifiedAction } from './action.ts';
import { ReorderBuffer } from './client/reorder-buffer.ts';
import { apply, hold, isOpen, rebase, take } from './client/replica.ts';
import type { Applied, Replica, Settled, Unverified } from './client/replica.ts';
import type { Identity, Resumption } from './client/resumption.ts';
import type { CatchUp, Outbox, Peer, Position, Returning, Welcome } from './messages.ts';
import { validate } from './mutate.ts';
import type { Recorded, Snapshot } from './record/record.ts';
import type { Rules } from './rules.ts';
import { Store } from './store.ts';

/**
 * Looks on while a client follows the record: hears the lines that it applied, and what it knew before them. Without lines
 * the client has taken a snapshot, which does not connect to what came before.
 */
export type RecordObserver<State, I extends Intent> = (
  before: Replica<State, I>,
  applied: readonly Applied<I>[],
) => void;

export interface ClientOptions<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  readonly outbox: Outbox<I>;
  /** What the page before this one left, to continue in its place. */
  readonly resumption?: Resumption<I> | undefined;
  readonly observer?: RecordObserver<State, I> | undefined;
}

/**
 * One open page's side of the method: it shows what was emitted at once, and lets Hero decide. It knows no network: the
 * outbox carries a message or loses it, and the owner of the network calls the `handle…` methods with what comes back.
 *
 * @example
 * const client = new Client({ rules, outbox });
 * client.subscribe(() => render(client.state));
 * socket.on('welcome', (welcome) => client.handleWelcome(welcome));
 * socket.on('official', ({ lines }) => client.handleActionsFromServer(lines));
 * await client.emit({ type: 'add', text: 'milk' });
 */
export class Client<State, I extends Intent> {
  readonly #outbox: Outbox<I>;
  readonly #observer: RecordObserver<State, I> | undefined;
  readonly #store: Store<Replica<State, I>>;
  readonly #early = new ReorderBuffer<I>();
  #replica: Replica<State, I>;
  #identity: Identity = { clientId: '', epoch: '', person: null, clientSeq: 0 };
  /** On a new link nothing is taken before the welcome; on a quiet one nothing is sent. */
  #link: 'new' | 'quiet' | 'open' = 'new';
  // Stryker disable next-line BooleanLiteral: nothing is asked before the first welcome, which resets it
  #isCatchingUp = false;

  constructor({ rules, outbox, resumption, observer }: ClientOptions<State, I>) {
    this.#outbox = outbox;
    this.#observer = observer;
    this.#replica = { rules, official: null, unverified: [], state: null };
    if (resumption) this.#resume(resumption);
    this.#store = new Store(this.#replica);
  }

  /** What people see: official plus unverified. Null before the first welcome. Never changed in place. */
  get state(): State | null {
    return this.#replica.state;
  }

  /** The state after official actions only. Null before the first welcome. */
  get officialState(): State | null {
    return this.#replica.official?.state ?? null;
  }

  /** Own actions and peers', in the order in which they are shown. */
  get unverifiedActions(): readonly UnverifiedAction<I>[] {
    return this.#replica.unverified;
  }

  /** Given by Hero; empty before the first welcome. */
  get clientId(): string {
    return this.#identity.clientId;
  }

  /** Where this client is in the record. Null before the first welcome. */
  get position(): Position | null {
    const { official } = this.#replica;
    return official && { epoch: official.epoch, serverSeq: official.serverSeq };
  }

  /** What to enter with on a new link; null for a newcomer. */
  get returning(): Returning | null {
    const { clientId, epoch } = this.#identity;
    return clientId === '' ? null : { clientId, epoch, serverSeq: this.position?.serverSeq ?? null };
  }

  /** What to leave to the page that is loaded in place of this one. */
  get resumption(): Resumption<I> {
    const own = this.#replica.unverified.flatMap(({ clientSeq, own }) =>
      own ? [{ clientSeq, intent: own.intent }] : [],
    );
    return { ...this.#identity, unsettled: own };
  }

  /** Notifies the observer once after every batch of changes, until the returned function is called. */
  subscribe = (observer: () => void): (() => void) => this.#store.subscribe(observer);

  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long it takes:
   * what is emitted while the link is lost is sent when it is back. A wrong payload is refused at once, and not sent.
   * @throws before the first welcome, when there is no state to act on.
   */
  emit(candidate: I): Promise<Settled> {
    if (!this.#replica.official) throw new Error('emit: not in a room yet');
    const validated = validate(this.#replica.rules, candidate);
    const { clientId, person } = this.#identity;
    if ('refusal' in validated) return Promise.resolve({ kind: 'refused', code: validated.refusal });
    if (person === null) return Promise.resolve({ kind: 'refused', code: 'watching' });
    const { intent } = validated;
    const clientSeq = this.#identity.clientSeq + 1;
    this.#identity = { ...this.#identity, clientSeq };
    return new Promise((settle) => {
      const unverified = { clientId, clientSeq, action: { ...intent, person }, own: { intent, settle } };
      // First sent, then shown: both in this turn, and Hero's time starts earlier.
      this.#send(unverified);
      this.#outbox.toPeers({ clientSeq, action: intent });
      this.#show(hold(this.#replica, unverified));
    });
  }

  /** Takes lines of the record. Old ones are ignored; early ones are kept, and what is missing is asked for. */
  handleActionsFromServer(lines: readonly Recorded<I>[]): void {
    if (this.#link === 'new') return;
    this.#early.keep(lines);
    this.#applyWhatFollows();
    this.#show();
  }

  /** Shows at once what a peer says it emitted. It stays unverified until Hero's record decides, and is never passed on. */
  handleActionFromPeer({ clientId, person }: Peer, clientSeq: number, candidate: unknown): void {
    const { rules, official, unverified } = this.#replica;
    const validated = validate(rules, candidate);
    if ('refusal' in validated || !official || clientId === this.clientId) return;
    const copy = { clientId, clientSeq, action: { ...validated.intent, person }, own: null };
    const isOld = unverified.some((one) => one.clientId === clientId && one.clientSeq >= clientSeq);
    if (!isOld && isOpen(official.lastSeqs, copy)) this.#show(hold(this.#replica, copy));
  }

  /** Drops what a peer told up to this `clientSeq`: it is gone, or Hero had time enough to make it official. */
  dropFromPeer(clientId: string, upTo = Infinity): void {
    const isOver = (one: Unverified<I>) => !one.own && one.clientId === clientId && one.clientSeq <= upTo;
    const unverified = this.#replica.unverified.filter((one) => !isOver(one));
    if (unverified.length < this.#replica.unverified.length) this.#show(rebase({ ...this.#replica, unverified }));
  }

  /** Continues from Hero's state, unless it is older than this client's own. */
  handleSnapshot(snapshot: Snapshot<State>): void {
    const { official } = this.#replica;
    if (official?.epoch === snapshot.epoch && snapshot.serverSeq <= official.serverSeq) return;
    this.#identity = { ...this.#identity, epoch: snapshot.epoch };
    const next = take(this.#replica, snapshot);
    for (const one of this.#replica.unverified) if (!next.unverified.includes(one)) settle(one, { kind: 'snapshot' });
    this.#replica = next;
    this.#observer?.(next, []);
    this.#applyWhatFollows();
    this.#show();
  }

  /** First on every new link: catch up, then send all own unverified actions again, in order. */
  handleWelcome(welcome: Welcome<State, I>): void {
    this.handleNotNow();
    this.#identity = { ...this.#identity, person: welcome.person };
    if (welcome.clientId !== this.clientId) this.#takeClientId(welcome);
    this.handleCaughtUp(welcome.catchUp);
    this.handleNowAgain();
  }

  /** The answer to having asked to catch up. */
  handleCaughtUp(catchUp: CatchUp<State, I>): void {
    this.#isCatchingUp = false;
    if ('snapshot' in catchUp) this.handleSnapshot(catchUp.snapshot);
    else this.handleActionsFromServer(catchUp.tail);
  }

  /** Asks for what may be missing. Once: until there is an answer, asking again does nothing. */
  askToCatchUp(): void {
    if (this.#isCatchingUp || !this.position) return;
    this.#isCatchingUp = true;
    this.#outbox.toHero('catchUp', this.position);
  }

  /** Hero misses this client's actions from this `clientSeq` on. */
  handleSendAgain(from: number): void {
    for (const one of this.#replica.unverified) if (one.clientSeq >= from) this.#send(one);
  }

  /** Hero records nothing for now: nothing is sent until `handleNowAgain`. */
  handleNotNow(): void {
    // Stryker disable next-line StringLiteral: only 'new' and 'open' make a difference
    this.#link = 'quiet';
  }

  /** The pause that Hero asked for is over. */
  handleNowAgain(): void {
    this.#link = 'open';
    this.handleSendAgain(1);
  }

  /** The link to Hero is gone. What is emitted from here on waits for the next welcome. */
  handleLostLink(): void {
    this.#link = 'new';
    this.#early.clear();
  }

  /** The emitters of what a predecessor left are gone with its page; the state has the verdicts. */
  #resume({ unsettled, ...identity }: Resumption<I>): void {
    const { clientId, person } = identity;
    this.#identity = identity;
    if (person === null) return;
    const settle = () => undefined;
    for (const { clientSeq, intent } of unsettled) {
      const one = { clientId, clientSeq, action: { ...intent, person }, own: { intent, settle } };
      this.#replica = hold(this.#replica, one);
    }
  }

  /** Under another clientId: own actions that the snapshot does not cover are numbered 1, 2, 3… again, or have expired. */
  #takeClientId({ clientId, expired, catchUp }: Welcome<State, I>): void {
    const lastSeqs = 'snapshot' in catchUp ? catchUp.snapshot.lastSeqs : {};
    const own = this.#replica.unverified.filter((one) => one.own);
    const open = own.filter((one) => isOpen(lastSeqs, one));
    for (const one of own) if (!open.includes(one)) settle(one, { kind: 'snapshot' });
    if (expired) for (const one of open.splice(0)) settle(one, { kind: 'refused', code: 'expired' });
    this.#identity = { ...this.#identity, clientId, clientSeq: open.length };
    const unverified = open.map((one, index) => ({ ...one, clientId, clientSeq: index + 1 }));
    this.#replica = { ...this.#replica, official: null, unverified, state: null };
  }

  #applyWhatFollows(): void {
    const { official } = this.#replica;
    if (!official) return;
    const lines = this.#early.takeAfter(official.serverSeq);
    if (lines.length > 0) {
      const { replica, applied } = apply(this.#replica, official, lines);
      this.#observer?.(this.#replica, applied);
      for (const one of this.#replica.unverified) settleBy(applied, one);
      this.#replica = replica;
    }
    if (!this.#early.isEmpty) this.askToCatchUp();
  }

  #show(replica = this.#replica): void {
    this.#replica = replica;
    this.#store.set(replica);
  }

  #send({ clientSeq, own }: Unverified<I>): void {
    if (own && this.#link === 'open') this.#outbox.toHero('emit', { clientSeq, action: own.intent });
  }
}

/** Lines settle an action by the first of its client's that reaches its `clientSeq`. */
function settleBy<I extends Intent>(applied: readonly Applied<I>[], one: Unverified<I>): void {
  const by = applied.find(({ line }) => line.clientId === one.clientId && line.clientSeq >= one.clientSeq);
  if (by?.refusal === null) settle(one, { kind: 'official', serverSeq: by.line.serverSeq });
  else if (by) settle(one, { kind: 'refused', code: by.refusal });
}

function settle<I extends Intent>({ own }: Unverified<I>, settled: Settled): void {
  own?.settle(settled);
}
