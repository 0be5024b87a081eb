import { atom, batch, type WritableAtom } from 'nanostores';
import type { ActionId, Intent, UnverifiedAction } from './action.ts';
import { hold, isOpen, rebase, take, type Replica } from './client/replica.ts';
import type { CatchUp, Outbox, Peer, Returning, Welcome } from './messages.ts';
import { apply, clientsOf, type Applied, type Official, type Recorded, type Snapshot } from './record/record.ts';
import type { Rules } from './rules.ts';

/** The outcome of an emitted action. It is settled once, for good. */
export type Settled =
  /** It is in the record, as itself. */
  | { readonly kind: 'official'; readonly serverSeq: number }
  /** A snapshot covers it: it is in the record, at a `serverSeq` that this page did not see. The state has the verdict. */
  | { readonly kind: 'snapshot' }
  /** It changed nothing, for this reason, and never will. */
  | { readonly kind: 'refused'; readonly code: string };

/** The data that a page leaves to its successor after a reload, so that its actions count exactly once. Plain JSON. */
export interface Resumption<I extends Intent> extends Returning {
  readonly unsettled: readonly UnverifiedAction<I>[];
}

export interface ClientOptions<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  readonly outbox: Outbox<I>;
  /** Left by the previous page, to continue in its place. */
  readonly resumption?: Resumption<I> | undefined;
}

/** Receives the lines that a client applies, and the replica before them. After a snapshot, that includes the snapshot. */
export type RecordObserver<State, I extends Intent> = (
  before: Replica<State, I>,
  applied: readonly Applied<State, I>[],
) => void;

/**
 * One open page's side of the method: it shows emitted actions at once, and lets Hero decide. It knows no network: the
 * outbox sends a message or loses it, and the owner of the network calls the `handle…` methods when messages arrive.
 *
 * @example
 * const client = new Client({ rules, outbox });
 * client.subscribe(() => render(client.replica.state));
 * socket.on('welcome', (welcome) => client.handleWelcome(welcome));
 * socket.on('lines', (lines) => client.handleActionsFromServer(lines));
 * await client.emit({ type: 'add', text: 'milk' });
 */
export class Client<State, I extends Intent> {
  readonly #outbox: Outbox<I>;
  readonly #replica: WritableAtom<Replica<State, I>>;
  /** Resolves the promise that `emit` returned for an intent. */
  readonly #emitters = new WeakMap<I, (settled: Settled) => void>();
  readonly #observers = new Set<RecordObserver<State, I>>();
  #clientId: number | null;
  #epoch: string;
  /** On a new link nothing is accepted or sent before the welcome. */
  #isWelcome = false;
  // Stryker disable next-line BooleanLiteral: nothing is asked before the first welcome, which resets it
  #isCatchingUp = false;

  constructor({ rules, outbox, resumption }: ClientOptions<State, I>) {
    this.#outbox = outbox;
    this.#clientId = resumption?.clientId ?? null;
    // Stryker disable next-line StringLiteral: without a clientId, nothing reads it
    this.#epoch = resumption?.epoch ?? '';
    this.#replica = atom({ rules, official: null, unverified: resumption?.unsettled ?? [], state: null });
  }

  /** The official state, the unverified actions, and the visible state. Never changed in place. */
  get replica(): Replica<State, I> {
    return this.#replica.get();
  }

  /** This client's identity and position, to enter with on a new link; null for a newcomer. */
  get returning(): Returning | null {
    const serverSeq = this.replica.official?.serverSeq ?? null;
    return this.#clientId === null ? null : { clientId: this.#clientId, epoch: this.#epoch, serverSeq };
  }

  /** Notifies the observer once after every batch of changes, until the returned function is called. */
  subscribe = (observer: () => void): (() => void) => this.#replica.listen(() => observer());

  /** Calls the observer with the present replica, and then for all lines, until the returned function is called. */
  observe(observer: RecordObserver<State, I>): () => void {
    observer(this.replica, []);
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long it takes:
   * an action that is emitted while the link is lost is sent when it is back. A wrong payload is refused at once, and
   * not sent.
   * @throws before the first welcome, when there is no state to act on.
   */
  emit(candidate: I): Promise<Settled> {
    const { rules, official, unverified } = this.replica;
    const clientId = this.#clientId;
    if (!official || clientId === null) throw new Error('emit: not in a room yet');
    const validated = rules.validate(candidate);
    if ('refusal' in validated) return Promise.resolve({ kind: 'refused', code: validated.refusal });
    const { person, clientSeq = 0 } = official.clients.get(clientId) ?? { person: null };
    if (person === null) return Promise.resolve({ kind: 'refused', code: 'watching' });
    const last = unverified.findLast(({ own }) => own)?.clientSeq ?? clientSeq;
    const one = { clientId, clientSeq: last + 1, action: { person, ...validated.intent }, own: validated.intent };
    const settled = new Promise<Settled>((settle) => this.#emitters.set(one.own, settle));
    // Observers are notified when the batch ends: it is sent first, so that rendering does not delay its arrival at Hero.
    batch(() => {
      this.#replica.set(hold(this.replica, one));
      this.#send(one);
      this.#outbox.toPeers(one.clientSeq, one.own);
    });
    return settled;
  }

  /** Applies lines of the record. Old ones are ignored; before an early one, the missing ones are requested. */
  handleActionsFromServer(lines: readonly Recorded<I>[]): void {
    const { official } = this.replica;
    if (this.#isWelcome && official) this.#applyLines(this.replica, official, lines);
  }

  /** Shows a peer's action at once. It stays unverified until Hero's record decides, and is never passed on. */
  handleActionFromPeer({ clientId, person }: Peer, clientSeq: number, candidate: unknown): void {
    const { rules, official, unverified } = this.replica;
    const validated = rules.validate(candidate);
    if ('refusal' in validated || !official || clientId === this.#clientId) return;
    const copy = { clientId, clientSeq, action: { person, ...validated.intent }, own: null };
    const isOld = unverified.some((one) => one.clientId === clientId && one.clientSeq >= clientSeq);
    if (!isOld && isOpen(official.clients, copy)) this.#replica.set(hold(this.replica, copy));
  }

  /** Drops a peer's actions up to this `clientSeq`: the peer is gone, or Hero has had enough time to make them official. */
  dropFromPeer(clientId: number, upTo = Infinity): void {
    const stays = (one: UnverifiedAction<I>) => one.own || one.clientId !== clientId || one.clientSeq > upTo;
    const unverified = this.replica.unverified.filter(stays);
    if (unverified.length < this.replica.unverified.length) this.#replica.set(rebase({ ...this.replica, unverified }));
  }

  /** Continues from Hero's state, unless it is older than this client's own. */
  handleSnapshot(snapshot: Snapshot<State>): void {
    const { official } = this.replica;
    if (official?.epoch === snapshot.epoch && snapshot.serverSeq <= official.serverSeq) return;
    this.#epoch = snapshot.epoch;
    const taken: Official<State> = { ...snapshot, clients: clientsOf(snapshot) };
    this.#applyLines(take(this.replica, taken), taken, []);
  }

  /** First on every new link: catch up, then send all own unverified actions again, in order. */
  handleWelcome({ clientId, catchUp }: Welcome<State, I>): void {
    this.#isWelcome = true;
    batch(() => {
      if ('snapshot' in catchUp) this.#takeClientId(clientId, catchUp.snapshot);
      this.handleCaughtUp(catchUp);
      // Observers are notified when the batch ends, so that their own emits are sent after this.
      this.handleSendAgain(1);
    });
  }

  /** The answer to `catchUp`. */
  handleCaughtUp(catchUp: CatchUp<State, I>): void {
    this.#isCatchingUp = false;
    if ('snapshot' in catchUp) this.handleSnapshot(catchUp.snapshot);
    else this.handleActionsFromServer(catchUp.tail);
  }

  /** Requests the lines after `serverSeq`, or a snapshot if it is null. While an answer is awaited, it does nothing. */
  askToCatchUp(serverSeq = this.replica.official?.serverSeq ?? null): void {
    if (this.#isCatchingUp || !this.#isWelcome) return;
    this.#isCatchingUp = true;
    this.#outbox.catchUp({ epoch: this.#epoch, serverSeq });
  }

  /** Hero misses this client's actions from this `clientSeq` on. */
  handleSendAgain(from: number): void {
    for (const one of this.replica.unverified) if (one.clientSeq >= from) this.#send(one);
  }

  /** The link to Hero is gone. Actions emitted from here on wait for the next welcome. */
  handleLostLink(): void {
    this.#isWelcome = false;
  }

  /**
   * If it is another one, own actions that the snapshot does not cover are numbered 1, 2, 3… again; if it does not list
   * the old clientId, they have expired with it. In another epoch, a clientId may have been given to another page.
   */
  #takeClientId(clientId: number, { epoch, continues, clients }: Snapshot<State>): void {
    const before = this.#clientId ?? 0;
    if (clientId === before && epoch === this.#epoch) return;
    const isSame = epoch === this.#epoch || (continues?.epoch === this.#epoch && before <= continues.serverSeq);
    const last = (isSame ? new Map(clients).get(before)?.clientSeq : undefined) ?? Infinity;
    const open = this.replica.unverified.filter(({ clientSeq, own }) => own && clientSeq > last);
    const unverified = open.map((one, index) => ({ ...one, clientId, clientSeq: index + 1 }));
    const settled: Settled = last === Infinity ? { kind: 'refused', code: 'expired' } : { kind: 'snapshot' };
    this.#replace({ ...this.replica, official: null, unverified, state: null }, () => settled);
    this.#clientId = clientId;
  }

  /** Applies the lines that follow now, and shows the result. The answer to a request includes the lines that came too early. */
  #applyLines(before: Replica<State, I>, official: Official<State>, lines: readonly Recorded<I>[]): void {
    const applied: Applied<State, I>[] = [];
    const { official: after, missing } = apply(before.rules, official, lines, (one) => {
      // Stryker disable next-line ConditionalExpression,EqualityOperator: others would only be kept in vain
      if (one.line.clientId === this.#clientId || this.#observers.size > 0) applied.push(one);
    });
    for (const observe of this.#observers) observe(before, applied);
    this.#replace(after === official ? before : take(before, after), (one) => settledBy(applied, one));
    if (missing === 'client') this.askToCatchUp(null);
    else if (missing) this.askToCatchUp();
  }

  /** Settles every own action that is no longer unverified in the next replica. */
  #replace(next: Replica<State, I>, settledAs: (id: ActionId) => Settled): void {
    const remaining = new Set(next.unverified.map(({ own }) => own));
    for (const one of this.replica.unverified)
      if (one.own && !remaining.has(one.own)) this.#emitters.get(one.own)?.(settledAs(one));
    this.#replica.set(next);
  }

  #send({ clientSeq, own }: UnverifiedAction<I>): void {
    if (own && this.#isWelcome) this.#outbox.emit(clientSeq, own);
  }
}

/** By its own line; without one, a snapshot covers it. */
function settledBy<I extends Intent>(applied: readonly Applied<unknown, I>[], id: ActionId): Settled {
  const by = applied.find(({ line }) => line.clientId === id.clientId && line.clientSeq === id.clientSeq);
  if (!by) return { kind: 'snapshot' };
  const { line, refusal } = by;
  return refusal === null ? { kind: 'official', serverSeq: line.serverSeq } : { kind: 'refused', code: refusal };
}
