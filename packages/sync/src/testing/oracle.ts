import type { Intent } from '../action.ts';
import type { Hero } from '../hero.ts';
import type { Log } from '../record/log.ts';
import { upgrade } from '../hero/upgrade.ts';
import { apply, clientsOf, snapshotOf, type ListedClient, type Recorded, type Snapshot } from '../record/record.ts';
import type { Rules } from '../rules.ts';
import { mustBeSame } from './must-be-same.ts';
import type { SimulatedPage } from './page.ts';

/**
 * The expected state of everyone in a simulated room: its record, replayed in the simplest way while it is written. The
 * properties P1, P2, P4, P5 and P6 of SPEC.md are checked against it.
 */
export class Oracle<State, I extends Intent> {
  readonly #rules: Rules<State, I>;
  /** For each epoch: the official snapshots at serverSeq 0, 1, 2… */
  readonly #epochs = new Map<string, Snapshot<State>[]>();
  readonly #checked = new WeakMap<SimulatedPage<State, I>, unknown>();
  #log: Log<I>;
  #record: Recorded<I>[] = [];

  private constructor(rules: Rules<State, I>, log: Log<I>) {
    this.#rules = rules;
    this.#log = log;
  }

  /** The oracle of a room that begins with this log. */
  static async of<State, I extends Intent>(rules: Rules<State, I>, log: Log<I>): Promise<Oracle<State, I>> {
    const oracle = new Oracle(rules, log);
    await oracle.#continueFrom(log, [upgrade(rules, await log.snapshot())]);
    return oracle;
  }

  /** The whole record, including the part from before a restore. */
  get record(): readonly Recorded<I>[] {
    return this.#record;
  }

  /** The official snapshots at serverSeq 0, 1, 2… */
  get snapshots(): readonly Snapshot<State>[] {
    return this.#snapshotsOf(this.#log.epoch);
  }

  /** From here on the room has this log, which begins where the snapshot is: a backup was restored. */
  async continueFrom(backup: Snapshot<State>, log: Log<I>): Promise<void> {
    this.#record = this.#record.slice(0, backup.serverSeq);
    await this.#continueFrom(log, this.snapshots.slice(0, backup.serverSeq + 1));
  }

  /** P2 and P4: after every step, for every page that changed. */
  checkAlways(pages: readonly SimulatedPage<State, I>[]): void {
    for (const page of pages) {
      const { replica } = page.client;
      if (this.#checked.get(page) === replica) continue;
      this.#checked.set(page, replica);
      this.#checkPage(page);
    }
  }

  /** P1, P5 and P6: everyone is connected and nothing is on its way. */
  async checkWhenQuiet(hero: Hero<State, I>, pages: readonly SimulatedPage<State, I>[]): Promise<void> {
    this.checkAlways(pages);
    this.#checkEveryoneAgrees(hero, pages);
    this.#checkFirstInFirstOut();
    await this.#checkSnapshotAndTail(hero);
  }

  #checkPage({ name, client }: SimulatedPage<State, I>): void {
    const { official, unverified, state } = client.replica;
    if (!official) return;
    const expected = this.#snapshotsOf(official.epoch)[official.serverSeq];
    if (!expected) throw new Error(`[P2] ${name} is at ${official.serverSeq}, where the record is not`);
    mustBeSame(`[P2] officialState of ${name} at ${official.serverSeq}`, official.state, expected.state);
    const facts = { serverSeq: null, serverTime: expected.serverTime, seed: null };
    const visible = unverified.reduce(
      (shown, { action }) => this.#rules.mutate(shown, action, facts).state,
      expected.state,
    );
    mustBeSame(`[P4] state of ${name}`, state, visible);
  }

  #checkEveryoneAgrees({ official }: Hero<State, I>, pages: readonly SimulatedPage<State, I>[]): void {
    const last = this.#snapshotsOf(official.epoch).at(-1);
    mustBeSame('[P2] Hero', snapshotOf(official), { ...last, epoch: official.epoch, continues: official.continues });
    for (const { name, client } of pages) {
      mustBeSame(`[P1] state of ${name}`, client.replica.state, official.state);
      mustBeSame(`[P1] unverified actions of ${name}`, client.replica.unverified, []);
    }
  }

  #checkFirstInFirstOut(): void {
    const next = new Map<number, number>();
    for (const { kind, clientId, clientSeq } of this.#record) {
      const expected = kind === 'forget' ? (next.get(clientId) ?? 1) - 1 : (next.get(clientId) ?? 0);
      if (clientSeq !== expected) throw new Error(`[P5] ${clientId} has ${kind} ${clientSeq} where ${expected} is due`);
      next.set(clientId, clientSeq + 1);
    }
  }

  async #checkSnapshotAndTail({ official }: Hero<State, I>): Promise<void> {
    const saved = upgrade(this.#rules, await this.#log.snapshot());
    let fromSnapshot = { ...saved, clients: clientsOf(saved) };
    const stop = await this.#log.subscribe(fromSnapshot.serverSeq, (tail) => {
      fromSnapshot = apply(this.#rules, fromSnapshot, tail).official;
    });
    stop();
    mustBeSame('[P6] snapshot and tail', snapshotOf(fromSnapshot), snapshotOf(official));
  }

  async #continueFrom(log: Log<I>, snapshots: Snapshot<State>[]): Promise<void> {
    this.#log = log;
    this.#epochs.set(log.epoch, snapshots);
    const record = this.#record;
    await log.subscribe(snapshots.length - 1, (lines) => {
      for (const line of lines) {
        record.push(line);
        snapshots.push(this.#after(snapshots.at(-1), line));
      }
    });
  }

  /** The naive model of a line's effect. */
  #after(before: Snapshot<State> | undefined, line: Recorded<I>): Snapshot<State> {
    const { serverSeq, serverTime, seed = null } = line;
    if (serverSeq - 1 !== before?.serverSeq) throw new Error('[P2] the record has a gap');
    const clients = listAfter(before.clients, line);
    const person = new Map(clients).get(line.clientId)?.person ?? '';
    const state =
      line.kind === 'action'
        ? this.#rules.mutate(before.state, { ...line.action, person }, { serverSeq, serverTime, seed }).state
        : before.state;
    return { ...before, epoch: this.#log.epoch, serverSeq, serverTime, state, clients };
  }

  #snapshotsOf(epoch: string): Snapshot<State>[] {
    return this.#epochs.get(epoch) ?? [];
  }
}

type Listed = readonly [clientId: number, client: ListedClient];

function listAfter<I extends Intent>(clients: readonly Listed[], line: Recorded<I>): readonly Listed[] {
  const { clientId, clientSeq } = line;
  if (line.kind === 'join') return [...clients, [clientId, { clientSeq, person: line.person }]];
  if (line.kind === 'forget') return clients.filter(([other]) => other !== clientId);
  return clients.map(([other, client]) => [other, other === clientId ? { ...client, clientSeq } : client]);
}
