import { mayLink, rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink, type RoomView } from '@button/transport/client';
import { simulateConditions } from '@button/transport/conditions';
import { directLinks } from '@button/transport/peers';
import type { Arrivals } from '../src/players/browsers.ts';
import type { Player } from './player.ts';

/** Plays as the game's own page does. */
export class PlayerAtHero implements Player {
  readonly #link: RoomLink<State, GameIntent>;

  private constructor(link: RoomLink<State, GameIntent>) {
    this.#link = link;
  }

  static async enter(url: string, room: string, name: string, away: number): Promise<PlayerAtHero> {
    const link = new RoomLink({ rules, room, name, url, peers: directLinks({ mayLink }) });
    if (away > 0) {
      const { toHero } = simulateConditions(link);
      for (const direction of [toHero.out, toHero.back]) direction.change({ delay: away });
    }
    await link.when((view) => view.link === 'live');
    return new PlayerAtHero(link);
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
    await this.#link.when(({ peers }) => peers.length > 0);
  }

  /** Resolves when the next push is official. */
  async watch(): Promise<Arrivals> {
    await this.#link.when(({ officialState }) => officialState?.personWhoPushedFirst === null);
    const [shown, official] = await Promise.all([
      this.#momentWhen(({ state }) => state?.personWhoPushedFirst !== null),
      this.#momentWhen(({ officialState }) => officialState?.personWhoPushedFirst !== null),
    ]);
    return { shown, official };
  }

  get #round(): number {
    return this.#link.view.officialState?.round ?? 0;
  }

  /** The moment at which the predicate holds: milliseconds since 1970, and fractions. */
  async #momentWhen(predicate: (view: RoomView<State, GameIntent>) => boolean): Promise<number> {
    let moment = 0;
    await this.#link.when((view) => {
      // Within the notification: the promise resolves a little later.
      moment = performance.timeOrigin + performance.now();
      return predicate(view);
    });
    return moment;
  }
}
