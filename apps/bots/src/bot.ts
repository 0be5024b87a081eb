import { rules, type GameIntent, type State } from '@button/mutations';
import { join, type RoomLink } from '@button/transport/client';
import { glance, whimOf, type Random } from './whim.ts';

export interface BotOptions {
  readonly url: string;
  readonly room: string;
  readonly name: string;
  readonly random: Random;
}

/** A simulated player, linked to a room like a page. */
export class Bot {
  readonly #link: RoomLink<State, GameIntent>;
  readonly #random: Random;
  #seen = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(link: RoomLink<State, GameIntent>, random: Random) {
    this.#link = link;
    this.#random = random;
    link.subscribe(() => this.#handleView());
    this.#handleView();
  }

  /**
   * Resolves when the bot is in the room.
   * @throws DeniedError if the bot is denied.
   */
  static async join({ url, room, name, random }: BotOptions): Promise<Bot> {
    return new Bot(await join({ rules, url, room, name }), random);
  }

  leave(): void {
    clearTimeout(this.#timer);
    this.#link.close();
  }

  /** Decides once for each situation, and drops a planned action when the situation changes. */
  #handleView(): void {
    const { officialState, person, roundTrip } = this.#link.view;
    if (!officialState || person === null) return;
    const seen = glance(officialState, person);
    if (seen === this.#seen) return;
    this.#seen = seen;
    clearTimeout(this.#timer);
    const whim = whimOf(officialState, { person, roundTrip }, this.#random);
    if (whim) this.#timer = setTimeout(() => void this.#link.emit(whim.intent), whim.after);
  }
}
