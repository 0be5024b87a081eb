import type { Arrivals } from '../src/players/arrivals.ts';
import type { Player } from './player.ts';
import { PlayerAtHero } from './player-at-hero.ts';
import { PlayerAtRelay } from './player-at-relay.ts';

/** The functions that the benchmark calls in each of its browser pages. Each player has a number. */
export interface BenchPage {
  /**
   * Resolves with the number of the new player.
   * @param delay the simulated delay of messages in each direction, in milliseconds
   */
  enterHero(url: string, room: string, name: string, delay?: number): Promise<number>;
  /** Resolves with the number of the new player. */
  enterRelay(url: string): Promise<number>;
  /** Resolves with the time from a push until it is official on this page, in milliseconds. */
  push(player: number): Promise<number>;
  allowDirectLinks(player: number): Promise<unknown>;
  agreeToLinks(player: number): Promise<unknown>;
  /** Resolves when the player has a direct link. */
  linked(player: number): Promise<void>;
  /** Pushes. When that is official, resolves with the time of the push, in milliseconds since 1970. */
  pushNow(player: number): Promise<number>;
  startNextRound(player: number): Promise<unknown>;
  /** Starts to watch for the next push. */
  beginToWatch(player: number): void;
  /** Resolves with the times at which that push was shown and official, in milliseconds since 1970. */
  watched(player: number): Promise<Arrivals>;
}

const players: Player[] = [];
const watching: Promise<Arrivals>[] = [];

const benchPage: BenchPage = {
  enterHero: async (url, room, name, delay = 0) => players.push(await PlayerAtHero.enter(url, room, name, delay)) - 1,
  enterRelay: async (url) => players.push(await PlayerAtRelay.enter(url)) - 1,
  async push(number) {
    const player = playerOf(number);
    const begun = performance.now();
    await player.push();
    const milliseconds = performance.now() - begun;
    await player.startNextRound();
    return milliseconds;
  },
  allowDirectLinks: (number) => atHero(number).allowDirectLinks(),
  agreeToLinks: (number) => atHero(number).agreeToLinks(),
  linked: (number) => atHero(number).linked(),
  async pushNow(number) {
    const begun = performance.timeOrigin + performance.now();
    await playerOf(number).push();
    return begun;
  },
  startNextRound: (number) => playerOf(number).startNextRound(),
  beginToWatch(number) {
    watching[number] = atHero(number).watch();
  },
  watched(number) {
    const arrivals = watching[number];
    if (!arrivals) throw new RangeError(`player ${number} is not watching`);
    return arrivals;
  },
};

function playerOf(number: number): Player {
  const player = players[number];
  if (!player) throw new RangeError(`there is no player ${number}`);
  return player;
}

function atHero(number: number): PlayerAtHero {
  const player = playerOf(number);
  if (!(player instanceof PlayerAtHero)) throw new TypeError(`player ${number} is at a relay`);
  return player;
}

Object.assign(window, { benchPage });
