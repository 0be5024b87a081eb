import { rules, type GameIntent, type State } from '@button/mutations';
import type { Settled } from '@button/sync';
import { join, type RoomLink, type RoomView } from '@button/transport/client';
import { glance, whimOf, type Random } from './whim.ts';

export interface BotOptions {
  readonly url: string;
  readonly room: string;
  readonly name: string;
  readonly random: Random;
  /** Called with each action of the bot and what becomes of it. */
  readonly onEmit?: (settled: Promise<Settled>) => void;
}

/** A simulated player, linked to a room like a page. */
export class Bot {
  readonly #link: RoomLink<State, GameIntent>;
  readonly #options: BotOptions;
  #seen = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(link: RoomLink<State, GameIntent>, options: BotOptions) {
    this.#link = link;
    this.#options = options;
    link.subscribe(() => this.#handleView());
    this.#handleView();
  }

  /**
   * Resolves when the bot is in the room.
   * @throws DeniedError if the bot is denied.
   */
  static async join(options: BotOptions): Promise<Bot> {
    const { url, room, name } = options;
    return new Bot(await join({ rules, url, room, name }), options);
  }

  get view(): RoomView<State, GameIntent> {
    return this.#link.view;
  }

  /** Resolves with the first view that satisfies the predicate. */
  when(predicate: (view: RoomView<State, GameIntent>) => boolean): Promise<RoomView<State, GameIntent>> {
    return this.#link.when(predicate);
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
    const whim = whimOf(officialState, { person, roundTrip }, this.#options.random);
    if (whim) this.#timer = setTimeout(() => this.#emit(whim.intent), whim.after);
  }

  #emit(intent: GameIntent): void {
    const settled = this.#link.emit(intent);
    this.#options.onEmit?.(settled);
  }
}
