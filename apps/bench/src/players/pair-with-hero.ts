import { rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import type { Pair } from './pair.ts';
import { createRoom } from './create-room.ts';

/** Bob and Sue on two pages' links to Hero, in a room of their own. */
export class PairWithHero implements Pair {
  readonly #bob: RoomLink<State, GameIntent>;
  readonly #sue: RoomLink<State, GameIntent>;

  private constructor(bob: RoomLink<State, GameIntent>, sue: RoomLink<State, GameIntent>) {
    this.#bob = bob;
    this.#sue = sue;
  }

  /**
   * Sue enters first, so that she gets each broadcast first: Bob's page is in the same process, and would delay hers.
   */
  static async enter(url: string): Promise<PairWithHero> {
    const room = await createRoom(url);
    const sue = await openPage(url, room, 'Sue');
    return new PairWithHero(await openPage(url, room, 'Bob'), sue);
  }

  async push(): Promise<void> {
    const { person } = this.#bob.view;
    const official = this.#sue.when(({ officialState }) => officialState?.personWhoPushedFirst === person);
    void this.#bob.emit({ type: 'clickTheButton', round: this.#round });
    await official;
  }

  async startNextRound(): Promise<void> {
    const round = this.#round;
    const official = this.#sue.when(({ officialState }) => officialState?.round === round + 1);
    await this.#bob.emit({ type: 'startNextRound', round });
    await official;
  }

  get #round(): number {
    return this.#sue.view.officialState?.round ?? 0;
  }
}

async function openPage(url: string, room: string, name: string): Promise<RoomLink<State, GameIntent>> {
  const page = new RoomLink<State, GameIntent>({ rules, room, name, url });
  await page.when(({ link }) => link === 'live');
  return page;
}
