import type { Intent } from '../action.ts';
import type { Hero } from '../hero.ts';
import type { Log } from '../record/log.ts';
import { mutate } from '../mutate.ts';
import { upgrade } from '../hero/upgrade.ts';
import { apply, type LastSeqs, type Recorded, type Snapshot } from '../record/record.ts';
import type { Rules } from '../rules.ts';
import { mustBeSame } from './must-be-same.ts';
import type { SimulatedPage } from './page.ts';

/**
 * What everyone in a simulated room must have: its record, replayed in the plainest way while it is written. The
 * properties P1, P2, P4, P5 and P6 of SPEC.md are checked against it.
 */
export class Oracle<State, I extends Intent> {
  readonly #rules: Rules<State, I>;
  /** For each epoch: what is official at serverSeq 0, 1, 2… */
  readonly #epochs = new Map<string, Snapshot<State>[]>();
  readonly #checked = new WeakMap<SimulatedPage<State, I>, readonly unknown[]>();
  #log: Log<I>;
  #record: Recorded<I>[] = [];

  private constructor(rules: Rules<State, I>, log: Log<I>) {
    this.#rules = rules;
    this.#log = log;
  }

  /** Of a room that begins with this log. */
  static async of<State, I extends Intent>(rules: Rules<State, I>, log: Log<I>): Promise<Oracle<State, I>> {
    const oracle = new Oracle(rules, log);
    await oracle.#continueFrom(log, [upgrade(rules, await log.snapshot())]);
    return oracle;
  }

  /** The whole record, that from before a restore included. */
  get record(): readonly Recorded<I>[] {
    return this.#record;
  }

  /** What was official at serverSeq 0, 1, 2… */
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
      const { position, state, officialState, unverifiedActions } = page.client;
      const seen = [position?.epoch, position?.serverSeq, state, officialState, unverifiedActions];
      const before = this.#checked.get(page);
      if (seen.every((part, index) => part === before?.[index])) continue;
      this.#checked.set(page, seen);
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
    const { position, state, officialState, unverifiedActions } = client;
    if (!position) return;
    const truth = this.#snapshotsOf(position.epoch)[position.serverSeq];
    if (!truth) throw new Error(`[P2] ${name} is at ${position.serverSeq}, where the record is not`);
    mustBeSame(`[P2] officialState of ${name} at ${position.serverSeq}`, officialState, truth.state);
    const facts = { serverSeq: null, serverTime: truth.serverTime, seed: null };
    const visible = unverifiedActions.reduce(
      (shown, { action }) => mutate(this.#rules, shown, action, facts).state,
      truth.state,
    );
    mustBeSame(`[P4] state of ${name}`, state, visible);
  }

  #checkEveryoneAgrees({ official }: Hero<State, I>, pages: readonly SimulatedPage<State, I>[]): void {
    mustBeSame('[P2] Hero', official, { ...this.#snapshotsOf(official.epoch).at(-1), epoch: official.epoch });
    for (const { name, client } of pages) {
      mustBeSame(`[P1] state of ${name}`, client.state, official.state);
      mustBeSame(`[P1] unverified actions of ${name}`, client.unverifiedActions, []);
    }
  }

  #checkFirstInFirstOut(): void {
    const next = new Map<string, number>();
    for (const { kind, clientId, clientSeq } of this.#record) {
      const expected = kind === 'forget' ? (next.get(clientId) ?? 1) - 1 : (next.get(clientId) ?? 0);
      if (clientSeq !== expected) throw new Error(`[P5] ${clientId} has ${kind} ${clientSeq} where ${expected} is due`);
      next.set(clientId, clientSeq + 1);
    }
  }

  async #checkSnapshotAndTail({ official }: Hero<State, I>): Promise<void> {
    let fromSnapshot = upgrade(this.#rules, await this.#log.snapshot());
    const stop = await this.#log.subscribe(fromSnapshot.serverSeq, (tail) => {
      for (const recorded of tail) fromSnapshot = apply(this.#rules, fromSnapshot, recorded).official;
    });
    stop();
    mustBeSame('[P6] snapshot and tail', fromSnapshot, official);
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

  /** The naive model of what a line means. */
  #after(before: Snapshot<State> | undefined, line: Recorded<I>): Snapshot<State> {
    const { serverSeq, serverTime } = line;
    if (serverSeq - 1 !== before?.serverSeq) throw new Error('[P2] the record has a gap');
    const state = line.kind === 'action' ? this.#tryOut(before.state, line) : before.state;
    return { epoch: before.epoch, serverSeq, serverTime, state, lastSeqs: countSeqs(before.lastSeqs, line) };
  }

  #tryOut(state: State, line: Recorded<I> & { kind: 'action' }): State {
    try {
      return this.#rules.mutations[line.action.type]?.mutate(state, line.action, line) ?? state;
    } catch {
      return state;
    }
  }

  #snapshotsOf(epoch: string): Snapshot<State>[] {
    return this.#epochs.get(epoch) ?? [];
  }
}

function countSeqs<I extends Intent>(lastSeqs: LastSeqs, { kind, clientId, clientSeq }: Recorded<I>): LastSeqs {
  const counted = Object.entries(lastSeqs).filter(([other]) => other !== clientId);
  return Object.fromEntries(kind === 'forget' ? counted : [...counted, [clientId, clientSeq]]);
}
