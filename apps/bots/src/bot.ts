import { rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import { glance, whimOf, type Random } from './whim.ts';

export interface BotOptions {
  readonly url: string;
  readonly room: string;
  readonly name: string;
  readonly random: Random;
}

/** A simulated player, in a room as a page would be. */
export class Bot {
  readonly #link: RoomLink<State, GameIntent>;
  readonly #random: Random;
  #seen = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ random, ...options }: BotOptions) {
    this.#random = random;
    this.#link = new RoomLink({ rules, personToken: null, ...options });
    this.#link.subscribe(() => this.#look());
  }

  /** Resolves when it is in the room; rejects with the code of why Hero does not let it in. */
  get entered(): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const { link, refused } = this.#link.view;
        if (link === 'live') resolve();
        else if (refused !== null) reject(new Error(refused));
        else return;
        stop();
      };
      const stop = this.#link.subscribe(check);
      check();
    });
  }

  leave(): void {
    clearTimeout(this.#timer);
    this.#link.close();
  }

  /** Makes up its mind once for all that it sees, and forgets what has become pointless. */
  #look(): void {
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
