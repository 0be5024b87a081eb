import type { Arrivals } from '../src/players/browsers.ts';
import type { Player } from './player.ts';
import { PlayerAtHero } from './player-at-hero.ts';
import { PlayerAtRelay } from './player-at-relay.ts';

/** What the benchmark may ask of its page, in one of its browsers. Players are known by a number. */
export interface BenchPage {
  /** `away`: how much longer messages take in each direction than they do, in milliseconds. */
  enterHero(url: string, room: string, name: string, away?: number): Promise<number>;
  enterRelay(url: string): Promise<number>;
  /** How many milliseconds it takes from a push until this page knows that it is official. */
  push(player: number): Promise<number>;
  allowDirectLinks(player: number): Promise<unknown>;
  linked(player: number): Promise<void>;
  /** Pushes, resolves when it is official, to the moment of the push: milliseconds since 1970, and fractions. */
  pushNow(player: number): Promise<number>;
  startNextRound(player: number): Promise<unknown>;
  /** Watches for the next push. */
  beginToWatch(player: number): void;
  /** The moments at which it was to be seen, and official. */
  watched(player: number): Promise<Arrivals>;
}

const players: Player[] = [];
const watching: Promise<Arrivals>[] = [];

const benchPage: BenchPage = {
  enterHero: async (url, room, name, away = 0) => players.push(await PlayerAtHero.enter(url, room, name, away)) - 1,
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
    if (!arrivals) throw new RangeError(`player ${number} does not watch`);
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
  if (!(player instanceof PlayerAtHero)) throw new TypeError(`player ${number} is not at Hero`);
  return player;
}

Object.assign(window, { benchPage });
