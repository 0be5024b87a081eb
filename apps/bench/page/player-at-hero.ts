import { mayLink, rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink, type RoomView } from '@button/transport/client';
import { simulateConditions } from '@button/transport/conditions';
import { directLinks } from '@button/transport/peers';
import type { Arrivals } from '../src/players/arrivals.ts';
import type { Player } from './player.ts';

/** Plays like the game's own page. */
export class PlayerAtHero implements Player {
  readonly #link: RoomLink<State, GameIntent>;

  private constructor(link: RoomLink<State, GameIntent>) {
    this.#link = link;
  }

  static async enter(url: string, room: string, name: string, delay: number): Promise<PlayerAtHero> {
    const link = new RoomLink({ rules, room, name, url, peers: directLinks({ mayLink }) });
    if (delay > 0) {
      const { toHero } = simulateConditions(link);
      for (const direction of [toHero.out, toHero.back]) direction.change({ delay });
    }
    await link.when((view) => view.link === 'live');
    return new PlayerAtHero(link);
  }

  push(): Promise<unknown> {
    return this.#link.emit({ type: 'push', round: this.#round });
  }

  startNextRound(): Promise<unknown> {
    return this.#link.emit({ type: 'startNextRound', round: this.#round });
  }

  allowDirectLinks(): Promise<unknown> {
    return this.#link.emit({ type: 'allowDirectLinks', allowed: true });
  }

  agreeToLinks(): Promise<unknown> {
    return this.#link.emit({ type: 'agreeToLinks', agreed: true });
  }

  async linked(): Promise<void> {
    await this.#link.when(({ peers }) => peers.length > 0);
  }

  /** Resolves when the next push is official, with the times at which it was shown and official. */
  async watch(): Promise<Arrivals> {
    await this.#link.when(({ officialState }) => officialState?.personWhoPushedFirst === null);
    const [shown, official] = await Promise.all([
      this.#timeWhen(({ state }) => state?.personWhoPushedFirst !== null),
      this.#timeWhen(({ officialState }) => officialState?.personWhoPushedFirst !== null),
    ]);
    return { shown, official };
  }

  get #round(): number {
    return this.#link.view.officialState?.round ?? 0;
  }

  /** Resolves with the time at which the predicate first holds, in milliseconds since 1970. */
  async #timeWhen(predicate: (view: RoomView<State, GameIntent>) => boolean): Promise<number> {
    let time = 0;
    await this.#link.when((view) => {
      // Taken within the notification, because the promise resolves a little later.
      time = performance.timeOrigin + performance.now();
      return predicate(view);
    });
    return time;
  }
}
