import type { Player } from './player.ts';
import { PlayerAtHero } from './player-at-hero.ts';
import { PlayerAtRelay } from './player-at-relay.ts';

/** What the benchmark may ask of its page, in one of its browsers. Players are known by a number. */
export interface BenchPage {
  enterHero(url: string, room: string, name: string): Promise<number>;
  enterRelay(url: string): Promise<number>;
  /** How many milliseconds it takes from a push until this page knows that it is official. */
  push(player: number): Promise<number>;
}

const players: Player[] = [];

const benchPage: BenchPage = {
  enterHero: async (url, room, name) => players.push(await PlayerAtHero.enter(url, room, name)) - 1,
  enterRelay: async (url) => players.push(await PlayerAtRelay.enter(url)) - 1,
  async push(number) {
    const player = players[number];
    if (!player) throw new RangeError(`there is no player ${number}`);
    const begun = performance.now();
    await player.push();
    const milliseconds = performance.now() - begun;
    await player.startNextRound();
    return milliseconds;
  },
};

Object.assign(window, { benchPage });
