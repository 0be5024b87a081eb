import { MemoryLog } from '@button/sync/log';
import {
  alarms,
  answering,
  entryRefusal,
  freeName,
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

/** What came about in a history: a simulation in which nothing happens proves nothing. */
export interface Tally {
  readonly won: Record<GameName, number>;
  falseStarts: number;
  judgements: number;
}

/** A simulated room in which the game is played, in which Hero does what it has to do when a command says so. */
export class GameRoom {
  readonly network: SimulatedNetwork<State, GameIntent>;
  readonly #oracle: Oracle<State, GameIntent>;

  private constructor(network: SimulatedNetwork<State, GameIntent>, oracle: Oracle<State, GameIntent>) {
    this.network = network;
    this.#oracle = oracle;
  }

  static async open(): Promise<GameRoom> {
    const beginning = { epoch: 'epoch-1', serverSeq: 0, serverTime: 0, lastSeqs: {} };
    const log = new MemoryLog<GameIntent>({ ...beginning, state: rules.initialState, version: rules.version });
    const oracle = await Oracle.of(checked, log);
    return new GameRoom(await SimulatedNetwork.open(checked, log), oracle);
  }

  /** Two come in, and the host chooses what is played. */
  async begin(game: GameName): Promise<void> {
    const host = this.network.join();
    const guest = this.network.join();
    await this.network.quiet();
    this.letIn(host);
    this.letIn(guest);
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

  /** Two pages are linked directly, once Hero has welcomed both. */
  drawPeers(page: Page, what: number): void {
    const other = this.network.pages[what % this.network.pages.length];
    if (page.client.clientId && other?.client.clientId) this.network.peerLinks.draw(page, other);
  }

  /** Somebody does what they want, by what they see at that moment. */
  act(page: Page, want: (state: State, person: string) => GameIntent | null): void {
    const { position, state } = page.client;
    const intent = position && state ? want(state, page.name) : null;
    if (intent) void page.client.emit(intent);
  }

  /** A page that has entered is listed in the state, or stays outside. */
  letIn(page: Page): void {
    const { state } = this.#official;
    const { clientId } = page.client;
    if (!clientId || openClients(state).includes(clientId)) return;
    if (entryRefusal(state, { person: page.name, isNewcomer: false }) !== null) return;
    // All want the same name.
    this.#emit({ type: 'enter', client: clientId, newcomer: page.name, name: freeName(state, page.name, 'Bob') });
  }

  /** Pages without a link have left. */
  seeOff(): void {
    const here = this.network.pages.filter(({ link }) => link?.isOpenForHero).map(({ client }) => client.clientId);
    for (const client of openClients(this.#official.state))
      if (!here.includes(client)) this.#emit({ type: 'leave', client });
  }

  /** The time of all alarms has come. */
  ringAlarms(): void {
    for (const { intent } of alarms(this.#official.state, 60_000)) this.#emit(intent);
  }

  checkAlways(): void {
    this.#oracle.checkAlways(this.network.pages);
  }

  /** Everything arrives and is done, and everybody agrees on a record in which all was fair. */
  async checkInTheEnd(tally: Tally): Promise<void> {
    // Hero would find out that its disk is full by the next thing to be recorded, which may be the last thing to do here.
    if (this.network.log.isFull) await this.network.restartHero();
    await forgetWhoLeft(this.network);
    for (const page of this.network.pages) this.letIn(page);
    this.seeOff();
    await this.network.quiet();
    this.ringAlarms();
    await this.network.quiet();
    await this.#oracle.checkWhenQuiet(this.network.hero, this.network.pages);
    this.#checkRecord(tally);
    if (this.#official.state.button.is === 'waiting') throw new Error('somebody waits for a light that never comes');
  }

  #checkRecord(tally: Tally): void {
    const { record, snapshots } = this.#oracle;
    for (const [index, line] of record.entries()) {
      const before = snapshots[index]?.state;
      const after = snapshots[index + 1]?.state;
      if (!before || !after) throw new Error('there is a state before and after each line');
      if (line.kind !== 'action') continue;
      checkFairPlay(before, line.action, after);
      count(tally, before, after);
    }
  }

  get #official() {
    return this.network.hero.official;
  }

  /** What the log cannot record now comes again. */
  #emit(intent: GameIntent): void {
    this.network.hero.emit(intent).catch(() => undefined);
  }
}

function count(tally: Tally, before: State, after: State): void {
  if (winnerOf(before) === null && winnerOf(after) !== null) tally.won[after.game] += 1;
  if (after.falseStarts.length > before.falseStarts.length) tally.falseStarts += 1;
  if (after.judgements.length > before.judgements.length) tally.judgements += 1;
}

/** What people may want, sensible or not, by what they see. Who may have it, the mutations decide. */
export const wants = {
  push: (state: State): GameIntent => pushFor(state, null),
  guess: ({ round }: State): GameIntent => ({ type: 'clickTheButton', round, word: 7 }),
  pushLate: ({ round }: State): GameIntent => ({ type: 'clickTheButton', round: Math.max(1, round - 1) }),
  start: ({ round, button }: State): GameIntent => ({
    type: button.is === 'dark' ? 'openRound' : 'startNextRound',
    round,
  }),
  chooseGame: (what: number): GameIntent => ({
    type: 'chooseGame',
    game: gameNames[what % gameNames.length] ?? 'classic',
  }),
  judge: (state: State, isRight: boolean): GameIntent | null => {
    const who = answering(state);
    return who === null ? null : { type: 'judge', round: state.round, who, isRight };
  },
  takeBack: ({ round, judgements }: State): GameIntent | null => {
    const who = judgements.at(-1)?.person;
    return who === undefined ? null : { type: 'takeBackJudgement', round, who };
  },
  rule: ({ people }: State, person: string, what: number): GameIntent | null => {
    const who = people[what % Math.max(1, people.length)]?.id ?? person;
    const powers: readonly GameIntent[] = [
      { type: 'handOver', to: who },
      { type: 'renamePerson', who, name: `Bob ${what}` },
      { type: 'removePerson', who },
      { type: 'keepRoundsToHost', isKept: what % 2 === 0 },
      { type: 'lockRoom', isLocked: what % 2 === 0 },
      { type: 'allowDirectLinks', allowed: what % 2 === 0 },
      { type: 'takeName', name: `Bob ${what}` },
    ];
    return powers[what % powers.length] ?? null;
  },
};
