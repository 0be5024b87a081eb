import { mayLink, rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink, type RoomView } from '@button/transport/client';
import { goodRoads } from '@button/transport/lag';
import type { Arrivals } from '../src/players/browsers.ts';
import type { Player } from './player.ts';

/** Plays as the game's own page does. */
export class PlayerAtHero implements Player {
  readonly #link: RoomLink<State, GameIntent>;

  private constructor(link: RoomLink<State, GameIntent>) {
    this.#link = link;
  }

  static async enter(url: string, room: string, name: string, away: number): Promise<PlayerAtHero> {
    const roads = goodRoads();
    for (const direction of [roads.toHero.out, roads.toHero.back]) direction.change({ delay: away });
    const link = new RoomLink<State, GameIntent>({ rules, room, name, personToken: null, url, mayLink, roads });
    const player = new PlayerAtHero(link);
    await player.#until((view) => view.link === 'live');
    return player;
  }

  push(): Promise<unknown> {
    return this.#link.emit({ type: 'clickTheButton', round: this.#round });
  }

  startNextRound(): Promise<unknown> {
    return this.#link.emit({ type: 'startNextRound', round: this.#round });
  }

  allowDirectLinks(): Promise<unknown> {
    return this.#link.emit({ type: 'allowDirectLinks', allowed: true });
  }

  async linked(): Promise<void> {
    await this.#until(({ peers }) => peers.length > 0);
  }

  /** Resolves when the next push is official. */
  async watch(): Promise<Arrivals> {
    await this.#until(({ officialState }) => officialState?.personWhoPushedFirst === null);
    const [shown, official] = await Promise.all([
      this.#until(({ state }) => state?.personWhoPushedFirst !== null),
      this.#until(({ officialState }) => officialState?.personWhoPushedFirst !== null),
    ]);
    return { shown, official };
  }

  get #round(): number {
    return this.#link.view.officialState?.round ?? 0;
  }

  /** Resolves to the moment at which it is true: milliseconds since 1970, and fractions. */
  #until(isTrue: (view: RoomView<State, GameIntent>) => boolean): Promise<number> {
    return new Promise((resolve) => {
      const check = () => {
        if (!isTrue(this.#link.view)) return;
        stop();
        resolve(performance.timeOrigin + performance.now());
      };
      const stop = this.#link.subscribe(check);
      check();
    });
  }
}
