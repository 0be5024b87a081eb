import { isDeepStrictEqual } from 'node:util';
import { MemoryLog } from '@button/logs';
import {
  follow,
  mutate,
  upgrade,
  type LastSeqs,
  type Peer,
  type Recorded,
  type Settled,
  type Snapshot,
} from '@button/sync';
import { notesRules, SimulatedNetwork, type Notes, type NotesIntent, type SimulatedPage } from '@button/sync/testing';
import { checkedRules } from './checked-rules.ts';
import { add } from './notes-network.ts';

export type Page = SimulatedPage<Notes, NotesIntent>;

/** What somebody emitted and what became of it. */
interface Emission {
  readonly page: Page;
  readonly intent: NotesIntent;
  settled: Settled | null;
  /** It was settled, and then an older log was restored that does not have it. */
  isUndone: boolean;
  /** Its page was loaded anew before it was settled: the new one sees to it that it counts, but nobody waits for it. */
  isInherited: boolean;
}

const rules = checkedRules(notesRules);

/** A simulated room with everything written down beside it, so that the properties can be checked. */
export class Room {
  readonly network: SimulatedNetwork<Notes, NotesIntent>;
  #log: MemoryLog<NotesIntent>;
  /** The whole record, that from before a restore included. */
  #record: Recorded<NotesIntent>[] = [];
  /** For each epoch: what everyone must have at serverSeq 0, 1, 2… */
  readonly #truth = new Map<string, Snapshot<Notes>[]>();
  readonly #emissions: Emission[] = [];
  /** What pages emitted, as their peers know it. */
  readonly #told: { readonly peer: Peer; readonly clientSeq: number; readonly action: NotesIntent }[] = [];
  /** Who told whom what may never become official. */
  readonly #lies: { readonly to: Page; readonly clientId: string }[] = [];
  /** Something happened by which an action may expire, or be undone. */
  #mayExpire = false;
  readonly #checked = new WeakMap<Page, readonly unknown[]>();

  private constructor(log: MemoryLog<NotesIntent>, network: SimulatedNetwork<Notes, NotesIntent>) {
    this.#log = log;
    this.network = network;
  }

  static async open(): Promise<Room> {
    const beginning = { epoch: 'epoch-1', serverSeq: 0, serverTime: 0, state: rules.initialState, lastSeqs: {} };
    const log = new MemoryLog<NotesIntent>({ ...beginning, version: rules.version });
    const truth = [beginning];
    const record: Recorded<NotesIntent>[] = [];
    await log.follow(0, (recorded) => writeDown(truth, record, recorded));
    const room = new Room(log, await SimulatedNetwork.open<Notes, NotesIntent>(rules, log));
    room.#record = record;
    room.#truth.set(log.epoch, truth);
    return room;
  }

  /** How many official actions this history led to. */
  get actions(): number {
    return this.#record.filter(({ kind }) => kind === 'action').length;
  }

  /** How many official actions pages knew of from a peer before. */
  get knownFromPeers(): number {
    const seen = this.network.pages.flatMap(({ client }) => client.history.lines);
    return seen.filter(({ knownFrom }) => knownFrom === 'peer').length;
  }

  join(): void {
    if (this.network.pages.length < 4) this.network.join();
  }

  emit(page: Page, type: NotesIntent['type'], what?: number): void {
    if (!page.client.position) return;
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
    for (const { clientId, clientSeq } of page.client.unverifiedActions.slice(-1))
      this.#told.push({ peer: { clientId, person: page.name }, clientSeq, action: emission.intent });
  }

  /** Two pages are linked directly, once Hero has welcomed both. */
  drawPeers(page: Page, what: number): void {
    const other = this.#anyPage(what);
    if (page.client.clientId && other.client.clientId) this.network.peerLinks.draw(page, other);
  }

  cutPeers(page: Page, what: number): void {
    this.network.peerLinks.cut(page, this.#anyPage(what));
  }

  /** A page is told of an action besides all links: after its official one, again, or in another order. */
  tellPeer(page: Page, what: number): void {
    const told = this.#told.at(-1 - what);
    if (told) page.client.handleActionFromPeer(told.peer, told.clientSeq, told.action);
  }

  /** A peer tells a page what nobody emitted, under a number that is old, due or far ahead. */
  lie(to: Page, what: number): void {
    const from = this.#anyPage(what);
    const { clientId } = from.client;
    if (!to.client.position || from === to) return;
    this.#lies.push({ to, clientId });
    const peer = { clientId, person: from.name };
    to.client.handleActionFromPeer(peer, what + 1, { type: 'add' });
    to.client.handleActionFromPeer(peer, what + 1, add(`lie ${what}`));
  }

  /** A page waits no longer for what a peer told it. */
  dropFromPeer(page: Page, what: number): void {
    page.client.dropFromPeer(this.#anyPage(what).client.clientId);
  }

  #anyPage(what: number): Page {
    const page = this.network.pages[what % this.network.pages.length];
    if (!page) throw new Error('there is always a page');
    return page;
  }

  /** A page is loaded anew, and hands over to its successor. */
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
    if (page.link) return;
    this.#mayExpire = true;
    await this.#forgetClient(page.client.clientId);
  }

  /** The owner restores a backup that lacks the last `missing` lines. */
  async restore(missing: number): Promise<void> {
    this.#mayExpire = true;
    const truth = this.#truthOf(this.#log.epoch).slice(0, Math.max(1, this.#record.length + 1 - missing));
    const backup = truth.at(-1);
    if (!backup) throw new Error('there is always a beginning');
    this.#record = this.#record.slice(0, backup.serverSeq);
    for (const emission of this.#emissions)
      if (emission.settled && !this.#timesRecorded(emission)) emission.isUndone = true;
    const log = new MemoryLog<NotesIntent>({
      ...{ ...backup, version: rules.version },
      epoch: `epoch-${this.#truth.size + 1}`,
    });
    this.#truth.set(log.epoch, truth);
    const record = this.#record;
    await log.follow(backup.serverSeq, (recorded) => writeDown(truth, record, recorded));
    this.#log = log;
    await this.network.restartHero(log);
  }

  /** P2 and P4: after every step, for every page that changed. */
  checkAlways(): void {
    for (const page of this.network.pages) {
      const { position, state, officialState, unverifiedActions } = page.client;
      const seen = [position?.epoch, position?.serverSeq, state, officialState, unverifiedActions];
      const before = this.#checked.get(page);
      if (!position || seen.every((part, index) => part === before?.[index])) continue;
      this.#checked.set(page, seen);
      const truth = this.#truthOf(position.epoch)[position.serverSeq];
      if (!truth) throw new Error(`[P2] ${page.name} is at ${position.serverSeq}, where the record is not`);
      mustBeSame(`[P2] officialState of ${page.name} at ${position.serverSeq}`, officialState, truth.state);
      const facts = { serverSeq: null, serverTime: truth.serverTime, seed: null };
      const visible = unverifiedActions.reduce(
        (shown, { action }) => mutate(rules, shown, action, facts).state,
        truth.state,
      );
      mustBeSame(`[P4] state of ${page.name}`, state, visible);
    }
  }

  /** P1, P3, P5 and P6: everyone is connected and nothing is on its way. */
  async checkWhenQuiet(): Promise<void> {
    await this.#forgetWhoLeft();
    for (const { to, clientId } of this.#lies) to.client.dropFromPeer(clientId);
    this.checkAlways();
    this.#checkEveryoneAgrees();
    for (const emission of this.#emissions) this.#checkCounted(emission);
    this.#checkFirstInFirstOut();
    await this.#checkSnapshotAndTail();
  }

  /** As the household does in time; nothing can come of their actions any more, so no copy may stay. */
  async #forgetWhoLeft(): Promise<void> {
    const here = () => this.network.pages.map(({ client }) => client.clientId);
    const listed = () => Object.keys(this.network.hero.official.lastSeqs).filter((id) => !id.startsWith('hero'));
    for (let gone = listed(); gone.length > 0; gone = listed().filter((id) => !here().includes(id))) {
      for (const clientId of gone) if (!here().includes(clientId)) await this.#forgetClient(clientId);
      await this.network.heal();
    }
  }

  async #forgetClient(clientId: string): Promise<void> {
    const forgotten = this.network.hero.forget(clientId).catch(() => undefined);
    this.network.log.commit();
    await forgotten;
  }

  #checkEveryoneAgrees(): void {
    const { official } = this.network.hero;
    mustBeSame('[P2] Hero', official, { ...this.#truthOf(official.epoch).at(-1), epoch: official.epoch });
    for (const { name, client } of this.network.pages) {
      mustBeSame(`[P1] state of ${name}`, client.state, official.state);
      mustBeSame(`[P1] unverified actions of ${name}`, client.unverifiedActions, []);
    }
  }

  #checkCounted(emission: Emission): void {
    const { page, intent, settled, isUndone, isInherited } = emission;
    const times = this.#timesRecorded(emission);
    const isHere = this.network.pages.includes(page);
    if (isHere && !settled && !isInherited) throw new Error(`[P3] nobody answered ${intent.text}`);
    if (intent.type === 'remove') return;
    if (times > 1) throw new Error(`[P3] ${intent.text} is recorded ${times} times`);
    const mustBeThere = settled ? !isUndone && !isExpired(settled) : isHere && !this.#mayExpire;
    if (times === 0 && mustBeThere) throw new Error(`[P3] ${intent.text} is not recorded`);
  }

  #timesRecorded({ intent }: Emission): number {
    return this.#record.filter(
      (line) => line.kind === 'action' && line.action.type === intent.type && line.action.text === intent.text,
    ).length;
  }

  #checkFirstInFirstOut(): void {
    const next = new Map<string, number>();
    for (const { kind, clientId, clientSeq } of this.#record) {
      const expected = kind === 'forget' ? (next.get(clientId) ?? 1) - 1 : (next.get(clientId) ?? 0);
      if (clientSeq !== expected) throw new Error(`[P5] ${clientId} has ${kind} ${clientSeq} where ${expected} is due`);
      next.set(clientId, clientSeq + 1);
    }
  }

  async #checkSnapshotAndTail(): Promise<void> {
    let fromSnapshot = upgrade(rules, await this.#log.snapshot());
    const stop = await this.#log.follow(fromSnapshot.serverSeq, (tail) => {
      for (const recorded of tail) fromSnapshot = follow(rules, fromSnapshot, recorded).official;
    });
    stop();
    mustBeSame('[P6] snapshot and tail', fromSnapshot, this.network.hero.official);
  }

  #truthOf(epoch: string): Snapshot<Notes>[] {
    return this.#truth.get(epoch) ?? [];
  }
}

/** The naive model of what the record means. */
function writeDown(
  truth: Snapshot<Notes>[],
  record: Recorded<NotesIntent>[],
  lines: readonly Recorded<NotesIntent>[],
): void {
  for (const line of lines) {
    const before = truth.at(-1);
    if (!before || line.serverSeq !== before.serverSeq + 1) throw new Error('[P2] the record has a gap');
    const { epoch } = before;
    const { serverSeq, serverTime } = line;
    const state = line.kind === 'action' ? tryOut(before.state, line) : before.state;
    record.push(line);
    truth.push({ epoch, serverSeq, serverTime, state, lastSeqs: countSeqs(before.lastSeqs, line) });
  }
}

function tryOut(state: Notes, line: Recorded<NotesIntent> & { kind: 'action' }): Notes {
  try {
    return rules.mutations[line.action.type]?.mutate(state, line.action, line) ?? state;
  } catch {
    return state;
  }
}

function countSeqs(lastSeqs: LastSeqs, { kind, clientId, clientSeq }: Recorded<NotesIntent>): LastSeqs {
  const counted = Object.entries(lastSeqs).filter(([other]) => other !== clientId);
  return Object.fromEntries(kind === 'forget' ? counted : [...counted, [clientId, clientSeq]]);
}

function isExpired(settled: Settled): boolean {
  return settled.kind === 'refused' && settled.code === 'expired';
}

function mustBeSame(what: string, actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) {
    throw new Error(`${what}\n  is        ${JSON.stringify(actual)}\n  should be ${JSON.stringify(expected)}`);
  }
}
