import { isDeepStrictEqual } from 'node:util';
import { rules, type GameIntent, type State } from '@button/mutations';
import type { Action, Facts, Rules } from '@button/sync';
import { upgrade } from '@button/sync/hero';
import { apply, type Recorded, type Snapshot } from '@button/sync/log';
import { readConfig } from '../src/config.ts';
import { openLogs } from '../src/open-logs.ts';

type Line = Recorded<GameIntent>;

/** What a player was told: an official action and its facts. */
interface Told {
  readonly player: string;
  readonly action: Action<GameIntent>;
  readonly facts: Facts;
}

/** Writes down what the players of a room are told, and holds it against the room's record on the disk. */
export class Witness {
  readonly #room: string;
  readonly #told: Told[] = [];
  readonly #lastTold = new Map<string, number>();
  /** The whole record, as it was read bit by bit: `#record[0]` has serverSeq 1. */
  readonly #record: Line[] = [];
  #checked = 0;

  constructor(room: string) {
    this.#room = room;
  }

  get record(): readonly Line[] {
    return this.#record;
  }

  /** The game's rules, for one player: whatever is official is written down. */
  rulesFor(player: string): Rules<State, GameIntent> {
    return {
      ...rules,
      mutate: (state, action, facts) => {
        if (facts.serverSeq !== null) this.#note(player, action, facts, facts.serverSeq);
        return rules.mutate(state, action, facts);
      },
    };
  }

  /** Reads on in the record of a Hero that is dead, and checks it and all that was told since the last time. */
  async check(path: string): Promise<void> {
    const logs = await openLogs(readConfig({ HERO_DATA: path }));
    try {
      const log = await logs.open(this.#room);
      if (!log) throw new Error(`room ${this.#room} is gone`);
      await log.subscribe(log.truncatedTo, (lines) => lines.forEach((line) => this.#readOn(line)));
    } finally {
      await logs.close();
    }
    for (const told of this.#told.slice(this.#checked)) this.#mustBeRecorded(told);
    this.#checked = this.#told.length;
  }

  /** What the whole record makes of the game. */
  replay(): Snapshot<State> {
    const beginning = { epoch: '', serverSeq: 0, serverTime: 0, state: rules.initialState, lastSeqs: {} };
    const whole = upgrade(rules, { ...beginning, version: rules.version });
    return this.#record.reduce((official, line) => apply(rules, official, line).official, whole);
  }

  #note(player: string, action: Action<GameIntent>, facts: Facts, serverSeq: number): void {
    const last = this.#lastTold.get(player) ?? 0;
    if (serverSeq <= last) throw new Error(`${player} was told ${serverSeq} after ${last}`);
    this.#lastTold.set(player, serverSeq);
    this.#told.push({ player, action, facts });
  }

  #readOn(line: Line): void {
    const known = this.#record[line.serverSeq - 1];
    if (known && !isDeepStrictEqual(known, line)) throw new Error(`line ${line.serverSeq} of the record has changed`);
    if (line.serverSeq > this.#record.length + 1) throw new Error('more was recorded than is kept: check more often');
    if (!known) this.#record.push(line);
  }

  #mustBeRecorded({ player, action, facts }: Told): void {
    const line = this.#record[(facts.serverSeq ?? 0) - 1];
    const isRecorded = line?.kind === 'action' && isDeepStrictEqual(line.action, action);
    const isSame = isRecorded && line.serverTime === facts.serverTime && line.seed === facts.seed;
    if (!isSame)
      throw new Error(`${player} was told ${facts.serverSeq}: ${JSON.stringify(action)}, which is not recorded`);
  }
}
