import { isDeepStrictEqual } from 'node:util';
import { rules, type GameIntent, type State } from '@button/mutations';
import type { Action, Rules, SeededFacts } from '@button/sync';
import { upgrade } from '@button/sync/hero';
import { apply, type Official, type Recorded } from '@button/sync/log';
import { readConfig } from '../src/config.ts';
import { openLogs } from '../src/open-logs.ts';

type Line = Recorded<GameIntent>;

/** An official action as it reached a player, with its facts. */
interface Delivery {
  readonly player: string;
  readonly action: Action<GameIntent>;
  readonly facts: SeededFacts;
}

/** Notes every official action that reaches the players of a room, and compares them with the record on the disk. */
export class Witness {
  readonly #room: string;
  readonly #deliveries: Delivery[] = [];
  readonly #lastDelivered = new Map<string, number>();
  /** The whole record, as far as it was read: `#record[0]` has serverSeq 1. */
  readonly #record: Line[] = [];
  #checkedDeliveries = 0;

  constructor(room: string) {
    this.#room = room;
  }

  get record(): readonly Line[] {
    return this.#record;
  }

  /** In whose name the client of this line acts: its number is the place of its join. */
  personOf({ clientId }: Line): string | null {
    const join = this.#record[clientId - 1];
    if (join?.kind !== 'join') throw new Error(`client ${clientId} has not joined`);
    return join.person;
  }

  /** The game's rules for one player: their mutations also note each official action. */
  rulesFor(player: string): Rules<State, GameIntent> {
    return {
      ...rules,
      mutate: (state, action, facts) => {
        if (facts.serverSeq !== null) this.#note(player, action, facts, facts.serverSeq);
        return rules.mutate(state, action, facts);
      },
    };
  }

  /**
   * Reads the record of a Hero that has ended, and checks its new lines and all deliveries since the last check.
   * @throws Error if a line has changed, or if a delivered action is not recorded.
   */
  async check(path: string): Promise<void> {
    const logs = await openLogs(readConfig({ HERO_DATA: path }));
    try {
      const log = await logs.open(this.#room);
      if (!log) throw new Error(`room ${this.#room} is gone`);
      await log.subscribe(log.truncatedTo, (lines) => lines.forEach((line) => this.#read(line)));
    } finally {
      await logs.close();
    }
    for (const delivery of this.#deliveries.slice(this.#checkedDeliveries)) this.#mustBeRecorded(delivery);
    this.#checkedDeliveries = this.#deliveries.length;
  }

  /** The game's state after the whole record. */
  replay(): Official<State> {
    const beginning = { epoch: '', continues: null, serverSeq: 0, serverTime: 0, state: rules.initialState };
    const saved = upgrade(rules, { ...beginning, clients: [], version: rules.version });
    const whole: Official<State> = { ...saved, clients: new Map() };
    return apply(rules, whole, this.#record).official;
  }

  #note(player: string, action: Action<GameIntent>, facts: SeededFacts, serverSeq: number): void {
    const last = this.#lastDelivered.get(player) ?? 0;
    if (serverSeq <= last) throw new Error(`${player} got line ${serverSeq} after line ${last}`);
    this.#lastDelivered.set(player, serverSeq);
    this.#deliveries.push({ player, action, facts });
  }

  #read(line: Line): void {
    const known = this.#record[line.serverSeq - 1];
    if (known && !isDeepStrictEqual(known, line)) throw new Error(`line ${line.serverSeq} of the record has changed`);
    if (line.serverSeq > this.#record.length + 1)
      throw new Error('the log was truncated beyond the lines read so far: check more often');
    if (!known) this.#record.push(line);
  }

  #mustBeRecorded({ player, action, facts }: Delivery): void {
    const line = this.#record[(facts.serverSeq ?? 0) - 1];
    const isRecorded =
      line?.kind === 'action' && isDeepStrictEqual({ ...line.action, person: this.personOf(line) }, action);
    const isSame = isRecorded && line.serverTime === facts.serverTime && (line.seed ?? null) === facts.seed;
    if (!isSame)
      throw new Error(`${player} got line ${facts.serverSeq}: ${JSON.stringify(action)}, which is not recorded`);
  }
}
