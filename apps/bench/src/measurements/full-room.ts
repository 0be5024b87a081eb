import { rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import { connectToHero, enter, type HeroSocket } from '../players/hero-socket.ts';
import { createRoom } from '../players/create-room.ts';
import { WatchedPage } from '../players/watched-page.ts';
import type { HeroProcess } from '../processes/servers.ts';
import { compare, type Row } from '../result/row.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 5, turns: 30 };
const PEOPLE = 200;

/** The time from the arrival of one message with the pushes of a whole room until the game's page has painted it. */
export async function measureFullRoom({ url }: HeroProcess): Promise<readonly Row[]> {
  const room = await createRoom(url);
  const crowd = await Crowd.enter(url, room);
  const page = await WatchedPage.join(url, room);
  const pushes = (count: number) =>
    new Series(async () => {
      await page.goAway();
      await crowd.push(count);
      const milliseconds = await page.comeBack();
      await crowd.startNextRound();
      await page.showsNewRound();
      return milliseconds;
    });
  const [all, one] = [pushes(PEOPLE), pushes(1)];
  await takeTurns([all, one], TURNS);
  await page.close();
  crowd.leave();
  return [
    compare(
      'ms',
      { what: `paint a message with ${PEOPLE} pushes`, samples: all.samples },
      { what: 'with one push', samples: one.samples },
    ),
  ];
}

/** Many people without pages, and a host whose page shows when their pushes are official. */
class Crowd {
  readonly #host: RoomLink<State, GameIntent>;
  readonly #people: readonly HeroSocket[];
  readonly #clientSeqs = new Map<HeroSocket, number>();

  private constructor(host: RoomLink<State, GameIntent>, people: readonly HeroSocket[]) {
    this.#host = host;
    this.#people = people;
  }

  static async enter(url: string, room: string): Promise<Crowd> {
    const host = new RoomLink<State, GameIntent>({ rules, room, name: 'Sue', url });
    await host.when(({ link }) => link === 'live');
    const people: HeroSocket[] = [];
    while (people.length < PEOPLE) {
      const socket = await connectToHero(url);
      await enter(socket, room);
      people.push(socket);
    }
    return new Crowd(host, people);
  }

  /** Lets `count` people push. Resolves when all their pushes are official. */
  async push(count: number): Promise<void> {
    const action = { type: 'clickTheButton', round: this.#round };
    for (const socket of this.#people.slice(0, count)) {
      const clientSeq = (this.#clientSeqs.get(socket) ?? 0) + 1;
      this.#clientSeqs.set(socket, clientSeq);
      socket.emit('emit', { clientSeq, action });
    }
    await this.#host.when(({ officialState }) => officialState?.pushes.length === count);
  }

  async startNextRound(): Promise<void> {
    await this.#host.emit({ type: 'startNextRound', round: this.#round });
  }

  leave(): void {
    this.#host.close();
    for (const socket of this.#people) socket.disconnect();
  }

  get #round(): number {
    return this.#host.view.officialState?.round ?? 0;
  }
}
