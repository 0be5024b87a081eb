import { MemoryLog } from '@button/sync/log';
import type { Peer, Settled } from '@button/sync';
import type { Snapshot } from '@button/sync/log';
import {
  checkedRules,
  forget,
  forgetWhoLeft,
  notesRules,
  Oracle,
  SimulatedNetwork,
  type Notes,
  type NotesIntent,
  type SimulatedPage,
} from '@button/sync/testing';
import { add, beginning, saved } from './notes-network.ts';

export type Page = SimulatedPage<Notes, NotesIntent>;

/** An emitted intent and its outcome. */
interface Emission {
  readonly page: Page;
  readonly intent: NotesIntent;
  settled: Settled | null;
  /** It was settled, and then an older log was restored that does not have it. */
  isUndone: boolean;
  /** Its page was reloaded before it was settled: the new page makes it count, but the promise of the old one stays open. */
  isInherited: boolean;
}

const rules = checkedRules(notesRules);

/** A simulated room that keeps account of every emission, so that the properties can be checked. */
export class Room {
  readonly network: SimulatedNetwork<Notes, NotesIntent>;
  readonly #oracle: Oracle<Notes, NotesIntent>;
  readonly #emissions: Emission[] = [];
  /** Every emission as peers receive it. */
  readonly #copies: { peer: Peer; epoch: string | undefined; clientSeq: number; action: NotesIntent }[] = [];
  /** The receiver, and the alleged client, of copies that may never become official. */
  readonly #lies: { readonly to: Page; readonly clientId: number }[] = [];
  /** Whether actions may have expired or been undone. */
  #mayExpire = false;
  #epochs = 1;

  private constructor(network: SimulatedNetwork<Notes, NotesIntent>, oracle: Oracle<Notes, NotesIntent>) {
    this.network = network;
    this.#oracle = oracle;
  }

  static async open(): Promise<Room> {
    const log = logFrom(beginning);
    const oracle = await Oracle.of(rules, log);
    return new Room(await SimulatedNetwork.open(rules, log), oracle);
  }

  /** How many official actions this history led to. */
  get actions(): number {
    return this.#oracle.record.filter(({ kind }) => kind === 'action').length;
  }

  /** How many official actions pages had received from a peer before. */
  get knownFromPeers(): number {
    return this.network.pages.reduce((sum, { knownFromPeers }) => sum + knownFromPeers, 0);
  }

  join(): void {
    if (this.network.pages.length < 4) this.network.join();
  }

  emit(page: Page, type: NotesIntent['type'], what?: number): void {
    if (page.client.replica.state === null) return;
    const text = what === undefined ? `note ${this.#emissions.length}` : this.#emissions.at(-1 - what)?.intent.text;
    const emission: Emission = {
      page,
      intent: { type, text: text ?? 'nothing' },
      settled: null,
      isUndone: false,
      isInherited: false,
    };
    this.#emissions.push(emission);
    void page.client.emit(emission.intent).then((settled) => (emission.settled = settled));
    const epoch = page.client.returning?.epoch;
    for (const { clientId, clientSeq } of page.client.replica.unverified.slice(-1))
      this.#copies.push({ peer: { clientId, person: page.name }, epoch, clientSeq, action: emission.intent });
  }

  /** Two pages are linked directly, once Hero has welcomed both. */
  drawPeers(page: Page, what: number): void {
    const other = this.#anyPage(what);
    const { returning } = page.client;
    if (returning && returning.epoch === other.client.returning?.epoch) this.network.peerLinks.draw(page, other);
  }

  cutPeers(page: Page, what: number): void {
    this.network.peerLinks.cut(page, this.#anyPage(what));
  }

  /** A page receives a copy outside of all links: after the official action, again, or in another order. */
  repeatToPeer(page: Page, what: number): void {
    const copy = this.#copies.at(-1 - what);
    if (copy && copy.epoch === page.client.returning?.epoch)
      page.client.handleActionFromPeer(copy.peer, copy.clientSeq, copy.action);
  }

  /** A peer sends a page an action that was never emitted, under a number that is old, next or far ahead. */
  lie(to: Page, what: number): void {
    const from = this.#anyPage(what);
    const { clientId } = from;
    if (to.client.replica.state === null || from === to || clientId === null) return;
    this.#lies.push({ to, clientId });
    const peer = { clientId, person: from.name };
    to.client.handleActionFromPeer(peer, what + 1, { type: 'add' });
    to.client.handleActionFromPeer(peer, what + 1, add(`lie ${what}`));
  }

  /** A page drops all unverified actions of a peer. */
  dropFromPeer(page: Page, what: number): void {
    const { clientId } = this.#anyPage(what);
    if (clientId !== null) page.client.dropFromPeer(clientId);
  }

  #anyPage(what: number): Page {
    const page = this.network.pages[what % this.network.pages.length];
    if (!page) throw new Error('there is always a page');
    return page;
  }

  /** The next message of a page arrives in a form that cannot be read, so Hero refuses it for good. */
  refuse({ client, clientId, link }: Page): void {
    const next = client.replica.unverified.find(({ own }) => own);
    const session = link?.session;
    const isNumberedAtHero =
      session?.clientId === clientId && client.returning?.epoch === this.network.hero.official.epoch;
    if (next && isNumberedAtHero) void session.refuse(next.clientSeq, codeFor(next.action));
  }

  /** A page is reloaded, and leaves its unsettled actions to its successor. */
  reload(page: Page): void {
    for (const emission of this.#emissions)
      if (emission.page === page && !emission.settled) emission.isInherited = true;
    page.reload();
  }

  leave(page: Page): void {
    if (this.network.pages.length > 1) this.network.leave(page);
  }

  /** Hero forgets a page that is not connected. */
  async forget(page: Page): Promise<void> {
    const { clientId } = page;
    const isKnown = page.client.returning?.epoch === this.network.hero.official.epoch;
    if (page.link || clientId === null || !isKnown) return;
    this.#mayExpire = true;
    await forget(this.network, clientId);
  }

  /** The owner restores a backup that lacks the last `missing` lines. */
  async restore(missing: number): Promise<void> {
    this.#mayExpire = true;
    const { snapshots } = this.#oracle;
    const backup = snapshots[Math.max(0, snapshots.length - 1 - missing)];
    if (!backup) throw new Error('there is always a beginning');
    const log = logFrom({
      ...backup,
      epoch: `epoch-${(this.#epochs += 1)}`,
      continues: { epoch: backup.epoch, serverSeq: backup.serverSeq },
    });
    await this.#oracle.continueFrom(backup, log);
    for (const emission of this.#emissions)
      if (emission.settled && !this.#timesRecorded(emission)) emission.isUndone = true;
    await this.network.restartHero(log);
  }

  checkAlways(): void {
    this.#oracle.checkAlways(this.network.pages);
  }

  /** P1, P3, P5 and P6: everyone is connected and nothing is on its way. */
  async checkWhenQuiet(): Promise<void> {
    await forgetWhoLeft(this.network);
    for (const { to, clientId } of this.#lies) to.client.dropFromPeer(clientId);
    await this.#oracle.checkWhenQuiet(this.network.hero, this.network.pages);
    for (const emission of this.#emissions) this.#checkCounted(emission);
  }

  #checkCounted(emission: Emission): void {
    const { page, intent, settled, isUndone, isInherited } = emission;
    const times = this.#timesRecorded(emission);
    const isHere = this.network.pages.includes(page);
    if (isHere && !settled && !isInherited) throw new Error(`[P3] ${intent.text} was not answered`);
    if (intent.type === 'remove') return;
    if (times > 1) throw new Error(`[P3] ${intent.text} is recorded ${times} times`);
    const mustBeThere = settled ? !isUndone && !isExpired(settled) : isHere && !this.#mayExpire;
    if (times === 0 && mustBeThere) throw new Error(`[P3] ${intent.text} is not recorded`);
  }

  /** As itself or as a refusal. */
  #timesRecorded({ intent }: Emission): number {
    return this.#oracle.record.filter((line) =>
      line.kind === 'action'
        ? line.action.type === intent.type && line.action.text === intent.text
        : line.kind === 'refused' && line.code === codeFor(intent),
    ).length;
  }
}

/** Names the message that could not be read, so that its emission can be found in the record. */
function codeFor({ type, text }: NotesIntent): string {
  return `unreadable: ${type} ${text}`;
}

function isExpired(settled: Settled): boolean {
  return settled.kind === 'refused' && settled.code === 'expired';
}

function logFrom(snapshot: Snapshot<Notes>): MemoryLog<NotesIntent> {
  return new MemoryLog(saved(snapshot));
}
