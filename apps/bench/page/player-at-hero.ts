import { rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import type { Player } from './player.ts';

/** Plays as the game's own page does. */
export class PlayerAtHero implements Player {
  readonly #link: RoomLink<State, GameIntent>;

  private constructor(link: RoomLink<State, GameIntent>) {
    this.#link = link;
  }

  static async enter(url: string, room: string, name: string): Promise<PlayerAtHero> {
    const link = new RoomLink<State, GameIntent>({ rules, room, name, personToken: null, url });
    await new Promise<void>((resolve) => {
      const stop = link.subscribe(() => {
        if (link.view.link !== 'live') return;
        stop();
        resolve();
      });
    });
    return new PlayerAtHero(link);
  }

  push(): Promise<unknown> {
    return this.#link.emit({ type: 'clickTheButton', round: this.#round });
  }

  startNextRound(): Promise<unknown> {
    return this.#link.emit({ type: 'startNextRound', round: this.#round });
  }

  get #round(): number {
    return this.#link.view.officialState?.round ?? 0;
  }
}
