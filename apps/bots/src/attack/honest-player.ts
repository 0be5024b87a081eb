import { setTimeout as sleep } from 'node:timers/promises';
import { rules, type GameIntent, type State } from '@button/mutations';
import { join, type RoomLink } from '@button/transport/client';
import { Delays } from '../delays.ts';
import { createRoom } from '../hero/create-room.ts';

/** The pause between two actions, in milliseconds: the player stays below Hero's limit for a page. */
const PAUSE = 25;

/** A player in a room of their own who pushes all the time, and notes how long each action takes until it is official. */
export class HonestPlayer {
  readonly #link: RoomLink<State, GameIntent>;
  #delays = new Delays();
  /** When the action that waits was emitted; null if none waits. */
  #waitsSince: number | null = null;
  #isPlaying = true;

  private constructor(link: RoomLink<State, GameIntent>) {
    this.#link = link;
    void this.#play();
  }

  static async enter(url: string): Promise<HonestPlayer> {
    return new HonestPlayer(await join({ rules, url, room: await createRoom(url), name: 'Honest' }));
  }

  /** Plays for this many milliseconds. Resolves with the delays of the actions of that time, one that waits included. */
  async delaysOf(duration: number): Promise<Delays> {
    this.#delays = new Delays();
    await sleep(duration);
    const delays = this.#delays;
    if (this.#waitsSince !== null) delays.add(performance.now() - this.#waitsSince);
    return delays;
  }

  leave(): void {
    this.#isPlaying = false;
    this.#link.close();
  }

  async #play(): Promise<void> {
    let hasPushed = false;
    while (this.#isPlaying) {
      const round = this.#link.view.officialState?.round ?? 0;
      const begun = (this.#waitsSince = performance.now());
      await this.#link.emit({ type: hasPushed ? 'startNextRound' : 'push', round });
      hasPushed = !hasPushed;
      this.#delays.add(performance.now() - begun);
      this.#waitsSince = null;
      await sleep(PAUSE);
    }
  }
}
