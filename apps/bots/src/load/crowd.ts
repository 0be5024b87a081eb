import { rules, type GameIntent, type State } from '@button/mutations';
import type { Settled } from '@button/sync';
import { join, type RoomLink } from '@button/transport/client';
import { Bot } from '../bot.ts';
import { Delays } from '../delays.ts';
import { createRoom } from '../hero/create-room.ts';
import { nameOfBot } from '../names.ts';

/** How many people share a room. */
const [PLAYERS_IN_ROOM, IDLE_IN_ROOM] = [8, 50];
/** How many people connect at the same time, if nothing else is said. */
const AT_ONCE = 50;

interface Arrival {
  readonly people: number;
  /** How many share a room. */
  readonly inRoom: number;
  /** How many connect at the same time. */
  readonly atOnce: number;
}

/** Thousands of players in rooms of eight, and pages that are open without playing. */
export class Crowd {
  readonly #url: string;
  readonly #bots: Bot[] = [];
  readonly #idle: RoomLink<State, GameIntent>[] = [];
  #delays = new Delays();
  /** Each is called once, with the next action that is settled. */
  #listeners: (() => void)[] = [];
  #waiting = 0;
  #lost = 0;

  constructor(url: string) {
    this.#url = url;
  }

  /** From emit to official, of the actions that became official since the last call. */
  takeDelays(): Delays {
    const delays = this.#delays;
    this.#delays = new Delays();
    return delays;
  }

  /** The actions that are not settled yet. */
  get waiting(): number {
    return this.#waiting;
  }

  /** The actions that are certain never to be in the record. */
  get lost(): number {
    return this.#lost;
  }

  /** The pages that are in their rooms at the moment. */
  get live(): number {
    return this.#views.filter(({ link }) => link === 'live').length;
  }

  get size(): number {
    return this.#views.length;
  }

  /** Lets players into new rooms, and they play. Resolves with the times from connecting to being in the room. */
  letIn(players: number, atOnce = AT_ONCE): Promise<Delays> {
    return this.#enter({ people: players, inRoom: PLAYERS_IN_ROOM, atOnce }, async (room, number) => {
      const onEmit = (settled: Promise<Settled>) => void this.#await(settled);
      const options = { url: this.#url, room, name: nameOfBot(number), random: Math.random, onEmit };
      this.#bots.push(await Bot.join(options));
    });
  }

  /** Lets people into new rooms who do nothing there. Resolves like `letIn`. */
  letInIdle(people: number): Promise<Delays> {
    return this.#enter({ people, inRoom: IDLE_IN_ROOM, atOnce: AT_ONCE }, async (room, number) => {
      this.#idle.push(await join({ rules, url: this.#url, room, name: nameOfBot(number) }));
    });
  }

  /** Resolves when everybody is in their room again, with every action settled. */
  async allBack(): Promise<void> {
    const links = [...this.#bots, ...this.#idle];
    await Promise.all(links.map((page) => page.when(({ link, unsettled }) => link === 'live' && unsettled === 0)));
  }

  /** Resolves when this many more actions are settled. */
  async played(actions: number): Promise<void> {
    for (let left = actions; left > 0; left -= 1) await new Promise<void>((resolve) => this.#listeners.push(resolve));
  }

  leave(): void {
    for (const bot of this.#bots) bot.leave();
    for (const link of this.#idle) link.close();
  }

  get #views() {
    return [...this.#bots, ...this.#idle].map(({ view }) => view);
  }

  async #await(settled: Promise<Settled>): Promise<void> {
    const begun = performance.now();
    this.#waiting += 1;
    const answer = await settled;
    this.#waiting -= 1;
    this.#delays.add(performance.now() - begun);
    if (answer.kind === 'refused' && answer.code === 'expired') this.#lost += 1;
    for (const listener of this.#listeners.splice(0)) listener();
  }

  async #enter(
    { people, inRoom, atOnce }: Arrival,
    enter: (room: string, number: number) => Promise<void>,
  ): Promise<Delays> {
    const delays = new Delays();
    const rooms = Array.from({ length: Math.ceil(people / inRoom) }, () => createRoomLater(this.#url));
    const numbers = Array.from({ length: people }, (_, number) => number).values();
    const enterSome = async () => {
      for (const number of numbers) {
        const room = await rooms[number % rooms.length]?.();
        if (room === undefined) continue;
        const begun = performance.now();
        await enter(room, number);
        delays.add(performance.now() - begun);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, enterSome));
    return delays;
  }
}

/** Makes the room when it is first asked for. */
function createRoomLater(url: string): () => Promise<string> {
  let code: Promise<string> | null = null;
  return () => (code ??= createRoom(url));
}
