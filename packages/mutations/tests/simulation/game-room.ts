import { MemoryLog } from '@button/sync/log';
import {
  alarms,
  answering,
  entryRefusal,
  gameNames,
  openClients,
  pushFor,
  rules,
  winnerOf,
  type GameIntent,
  type GameName,
  type State,
} from '@button/mutations';
import { checkedRules, forgetWhoLeft, Oracle, SimulatedNetwork, type SimulatedPage } from '@button/sync/testing';
import { checkFairPlay } from './fair-play.ts';

export type Page = SimulatedPage<State, GameIntent>;

const checked = checkedRules(rules);

/** As Hero's: a name gets its keys before it is recorded. Here, names are twins in any letter case. */
const herosRules: typeof checked = {
  ...checked,
  validate(candidate) {
    const validated = checked.validate(candidate);
    if ('refusal' in validated || !('name' in validated.intent)) return validated;
    return { intent: { ...validated.intent, ...named(validated.intent.name) } };
  },
};

function named(name: string) {
  return { name, nameKeys: [name.toLowerCase()] };
}

/** Counts what happened in a history: a simulation in which nothing happens proves nothing. */
export interface Tally {
  readonly won: Record<GameName, number>;
  falseStarts: number;
  judgements: number;
}

/** A simulated room in which the game is played. Arrivals, departures and alarms are recorded when a command says so. */
export class GameRoom {
  readonly network: SimulatedNetwork<State, GameIntent>;
  readonly #oracle: Oracle<State, GameIntent>;

  private constructor(network: SimulatedNetwork<State, GameIntent>, oracle: Oracle<State, GameIntent>) {
    this.network = network;
    this.#oracle = oracle;
  }

  static async open(): Promise<GameRoom> {
    const beginning = { epoch: 'epoch-1', serverSeq: 0, serverTime: 0, continues: null, clients: [] };
    const log = new MemoryLog<GameIntent>({ ...beginning, state: rules.initialState, version: rules.version });
    const oracle = await Oracle.of(checked, log);
    return new GameRoom(await SimulatedNetwork.open(checked, log, herosRules), oracle);
  }

  /** Two people enter, and the host chooses the game. */
  async begin(game: GameName): Promise<void> {
    const host = this.network.join();
    const guest = this.network.join();
    await this.network.quiet();
    this.recordEntry(host);
    this.recordEntry(guest);
    await this.network.quiet();
    this.act(host, () => ({ type: 'chooseGame', game }));
    await this.network.quiet();
  }

  join(): void {
    if (this.network.pages.length < 4) this.network.join();
  }

  leave(page: Page): void {
    if (this.network.pages.length > 1) this.network.leave(page);
  }

  /** Links two pages directly, once Hero has welcomed both. */
  drawPeers(page: Page, choice: number): void {
    const other = this.network.pages[choice % this.network.pages.length];
    if (page.clientId && other?.clientId) this.network.peerLinks.draw(page, other);
  }

  /** Emits an intent of the page's person, by the state that they see. */
  act(page: Page, want: (state: State, person: string) => GameIntent | null): void {
    const { state } = page.client.replica;
    const intent = state && want(state, page.name);
    if (intent) void page.client.emit(intent);
  }

  /** Hero lists a page that it has welcomed in the state, unless the rules deny it the room. */
  recordEntry(page: Page): void {
    const { state } = this.#official;
    const { clientId } = page;
    if (!clientId || openClients(state).includes(clientId)) return;
    if (entryRefusal(state, { person: page.name, hasWatchKey: false }) !== null) return;
    // Everybody asks for the same name, so that names collide.
    const names = ['Bob', 'Bob 1', 'Bob 2', 'Bob 3', 'Bob 4'];
    const others = state.people.filter(({ id }) => id !== page.name).flatMap(({ nameKeys }) => nameKeys);
    const isFree = (name: string) => !named(name).nameKeys.some((key) => others.includes(key));
    this.#emit({ type: 'enter', client: clientId, newcomer: page.name, ...named(names.find(isFree) ?? page.name) });
  }

  /** Hero takes every page without a link off the state. */
  recordLeaves(): void {
    const here = this.network.pages.filter(({ link }) => link?.isOpenForHero).map(({ clientId }) => clientId);
    for (const client of openClients(this.#official.state))
      if (!here.includes(client)) this.#emit({ type: 'leave', client });
  }

  /** Every alarm goes off. */
  ringAlarms(): void {
    for (const { intent } of alarms(this.#official.state, 60_000)) this.#emit(intent);
  }

  checkAlways(): void {
    this.#oracle.checkAlways(this.network.pages);
  }

  /** Lets everything arrive and settle, then checks that everybody agrees, and that every line of the record was fair. */
  async checkInTheEnd(tally: Tally): Promise<void> {
    // Hero notices a full disk only when it next records something, which may be too late for this check.
    if (this.network.log.isFull) await this.network.restartHero();
    await forgetWhoLeft(this.network);
    for (const page of this.network.pages) this.recordEntry(page);
    this.recordLeaves();
    await this.network.quiet();
    this.ringAlarms();
    await this.network.quiet();
    await this.#oracle.checkWhenQuiet(this.network.hero, this.network.pages);
    this.#checkRecord(tally);
    if (this.#official.state.button.is === 'waiting') throw new Error('the button still waits for its light');
  }

  #checkRecord(tally: Tally): void {
    const { record, snapshots } = this.#oracle;
    for (const [index, line] of record.entries()) {
      const [before, after] = [snapshots[index], snapshots[index + 1]];
      if (!before || !after) throw new Error('a line without a state before or after it');
      if (line.kind !== 'action') continue;
      const person = new Map(before.clients).get(line.clientId)?.person ?? null;
      if (person === null) throw new Error('an action without a person');
      checkFairPlay(before.state, { ...line.action, person }, after.state);
      count(tally, before.state, after.state);
    }
  }

  get #official() {
    return this.network.hero.official;
  }

  /** A failed append is no error here: a later command, or the check in the end, emits the missing actions again. */
  #emit(intent: GameIntent): void {
    this.network.hero.emit(intent).catch(() => undefined);
  }
}

function count(tally: Tally, before: State, after: State): void {
  if (winnerOf(before) === null && winnerOf(after) !== null) tally.won[after.game] += 1;
  if (after.falseStarts.length > before.falseStarts.length) tally.falseStarts += 1;
  if (after.judgements.length > before.judgements.length) tally.judgements += 1;
}

/** Intents that people may have in the state that they see, sensible or not: the mutations decide which are allowed. */
export const wants = {
  push: (state: State): GameIntent => pushFor(state, null),
  guess: ({ round }: State): GameIntent => ({ type: 'push', round, word: 7 }),
  pushLate: ({ round }: State): GameIntent => ({ type: 'push', round: Math.max(1, round - 1) }),
  start: ({ round, button }: State): GameIntent => ({
    type: button.is === 'dark' ? 'openRound' : 'startNextRound',
    round,
  }),
  chooseGame: (choice: number): GameIntent => ({
    type: 'chooseGame',
    game: gameNames[choice % gameNames.length] ?? 'classic',
  }),
  judge: (state: State, isRight: boolean): GameIntent | null => {
    const who = answering(state);
    return who === null ? null : { type: 'judge', round: state.round, who, isRight };
  },
  takeBack: ({ round, judgements }: State): GameIntent | null => {
    const who = judgements.at(-1)?.person;
    return who === undefined ? null : { type: 'takeBackJudgement', round, who };
  },
  rule: ({ people }: State, person: string, choice: number): GameIntent | null => {
    const who = people[choice % Math.max(1, people.length)]?.id ?? person;
    const powers: readonly GameIntent[] = [
      { type: 'handOver', to: who },
      { type: 'renamePerson', who, name: `BOB ${choice}` },
      { type: 'removePerson', who },
      { type: 'keepRoundsToHost', isKept: choice % 2 === 0 },
      { type: 'lockRoom', isLocked: choice % 2 === 0 },
      { type: 'letIn', who: `newcomer ${choice}` },
      { type: 'allowDirectLinks', allowed: choice % 2 === 0 },
      { type: 'agreeToLinks', agreed: choice % 3 > 0 },
      { type: 'takeName', name: `Bob ${choice}` },
    ];
    return powers[choice % powers.length] ?? null;
  },
};
