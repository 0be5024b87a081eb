import { rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import { HeroSocket } from '../players/hero-socket.ts';
import { createRoom } from '../players/create-room.ts';
import { WatchedPage } from '../players/watched-page.ts';
import { HeroProcess } from '../processes/servers.ts';
import { compare } from '../result/row.ts';
import type { Measurement } from './measurement.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 5, turns: 30 };
const PEOPLE = 200;

export const fullRoom: Measurement = {
  title: 'Paint a full room',
  about:
    'The game’s own page reconnects after everyone has pushed, and gets all pushes in one message. The time is from the arrival of that message until it is painted, including the wait for the frame.',
  async measure(workshop) {
    const hero = await HeroProcess.start(workshop, ':memory:');
    const room = await createRoom(hero.url);
    const crowd = await PushingCrowd.enter(hero.url, room);
    const page = await WatchedPage.join(hero.url, room);
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
    await hero.stop();
    const row = compare(
      'ms',
      { what: `a message with ${PEOPLE} pushes`, samples: all.samples },
      { what: 'with one push', samples: one.samples },
    );
    return [{ title: 'until the page is painted', rows: [row] }];
  },
};

type Person = HeroSocket<State, GameIntent>;

/** Many people without pages, and a host whose page shows when their pushes are official. */
class PushingCrowd {
  readonly #host: RoomLink<State, GameIntent>;
  readonly #people: readonly Person[];

  private constructor(host: RoomLink<State, GameIntent>, people: readonly Person[]) {
    this.#host = host;
    this.#people = people;
  }

  static async enter(url: string, room: string): Promise<PushingCrowd> {
    const host = new RoomLink<State, GameIntent>({ rules, room, name: 'Sue', url });
    await host.when(({ link }) => link === 'live');
    const people: Person[] = [];
    while (people.length < PEOPLE) people.push(await HeroSocket.enter(url, room, rules.id));
    return new PushingCrowd(host, people);
  }

  /** Lets `count` people push. Resolves when all their pushes are official. */
  async push(count: number): Promise<void> {
    const round = this.#round;
    for (const person of this.#people.slice(0, count)) person.emit({ type: 'push', round });
    await this.#host.when(({ officialState }) => officialState?.pushes.length === count);
  }

  async startNextRound(): Promise<void> {
    await this.#host.emit({ type: 'startNextRound', round: this.#round });
  }

  leave(): void {
    this.#host.close();
    for (const person of this.#people) person.leave();
  }

  get #round(): number {
    return this.#host.view.officialState?.round ?? 0;
  }
}
