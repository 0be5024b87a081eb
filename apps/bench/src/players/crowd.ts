import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../result/percentile.ts';
import { allKnow } from './knowledge.ts';
import { measureLoad } from './load.ts';
import type { Enter, Player } from './player.ts';
import type { TcpSockets } from './tcp-sockets.ts';

/** The number of people who connect at the same time. */
const AT_ONCE = 50;
/** The time after which people who try to play again try once more, in milliseconds. */
const TRY_AGAIN = 20;

/** The people of one system. All durations are in milliseconds. */
export class Crowd {
  readonly #enter: Enter;
  readonly #url: string;
  readonly #sockets: TcpSockets;
  #players: Player[] = [];
  #round = 0;

  constructor(enter: Enter, url: string, sockets: TcpSockets) {
    this.#enter = enter;
    this.#url = url;
    this.#sockets = sockets;
  }

  /** Lets people enter a room. Resolves with the time until everyone knows of everyone. */
  async enter(room: string, count: number): Promise<number> {
    const begun = performance.now();
    const newcomers = await this.#enterMany(Array.from({ length: count }, () => room));
    await allKnow(knowledgeOf(newcomers), ({ people }) => people >= count);
    return performance.now() - begun;
  }

  /** Lets two people enter each of many new rooms. */
  async enterPairs(rooms: number): Promise<number> {
    const begun = performance.now();
    const before = this.#players.length;
    await this.#enterMany(Array.from({ length: 2 * rooms }, (_, index) => `pair-${(before + index) >> 1}`));
    await allKnow(knowledgeOf(this.#players), ({ people }) => people === 2);
    return performance.now() - begun;
  }

  /** Everyone presses at once. Resolves with the time until everyone knows of every press. */
  pressTogether(): Promise<number> {
    return this.#press(this.#players);
  }

  /** One person presses that many times. Resolves with the time until everyone knows of every press. */
  pressOften(times: number): Promise<number> {
    const [first] = this.#players;
    return this.#press(first ? new Array<Player>(times).fill(first) : []);
  }

  /** Presses that many times in a second, everyone in turn. Resolves with the 99th percentile of the delay. */
  async load(perSecond: number, duration: number): Promise<number> {
    const round = ++this.#round;
    return percentile(await measureLoad(this.#players, { round, perSecond, duration }), 0.99);
  }

  /** Lets a newcomer enter a room with others. Resolves with the time from connecting until they know the room. */
  async join(room: string): Promise<number> {
    const mark = this.#sockets.mark();
    const others = this.#players.length;
    const begun = performance.now();
    const newcomer = await this.#enter(this.#url, room);
    const duration = performance.now() - begun;
    await allKnow(knowledgeOf([...this.#players, newcomer]), ({ people }) => people > others);
    this.bytesOfJoin = this.#sockets.bytesSince(mark).read;
    newcomer.leave();
    await allKnow(knowledgeOf(this.#players), ({ people }) => people <= others);
    return duration;
  }

  /** The bytes that the last newcomer has received, from connecting until the message of their own arrival. */
  bytesOfJoin = 0;

  /** Everyone presses until everyone knows of a press of everyone, for connections come back at different times. */
  async playAgain(): Promise<number> {
    const begun = performance.now();
    while (!(await this.#pressTogetherInTime()));
    return performance.now() - begun;
  }

  /** To be called before the server ends, for `allBack`. */
  expectReturn(): void {
    for (const { knows } of this.#players) knows.entries = 0;
  }

  /** Resolves with the time until everyone has entered again. */
  async allBack(): Promise<number> {
    const begun = performance.now();
    await allKnow(knowledgeOf(this.#players), ({ entries }) => entries > 0);
    return performance.now() - begun;
  }

  leave(): void {
    for (const player of this.#players) player.leave();
    this.#players = [];
  }

  #pressTogetherInTime(): Promise<boolean> {
    return Promise.race([this.pressTogether().then(() => true), sleep(TRY_AGAIN, false)]);
  }

  async #press(presses: readonly Player[]): Promise<number> {
    const round = ++this.#round;
    const begun = performance.now();
    const known = allKnow(knowledgeOf(this.#players), (one) => one.round === round && one.presses >= presses.length);
    for (const player of presses) player.press(round);
    await known;
    return performance.now() - begun;
  }

  async #enterMany(rooms: readonly string[]): Promise<readonly Player[]> {
    const newcomers: Player[] = [];
    const waiting = rooms.values();
    const enterAll = async () => {
      for (const room of waiting) newcomers.push(await this.#enter(this.#url, room));
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, rooms.length) }, enterAll));
    this.#players.push(...newcomers);
    this.#round = Math.max(this.#round, ...newcomers.map(({ knows }) => knows.round));
    return newcomers;
  }
}

function knowledgeOf(players: readonly Player[]) {
  return players.map(({ knows }) => knows);
}
