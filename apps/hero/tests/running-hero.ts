import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules, type GameIntent, type State } from '@button/mutations';
import type { RunningServer } from '@button/server';
import { RoomLink } from '@button/transport/client';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import { readConfig } from '../src/config.ts';
import { startHero } from '../src/hero.ts';

export type Link = RoomLink<State, GameIntent>;

/** The identity and the place in a newcomer's welcome. */
const welcomeSchema = v.object({
  clientId: v.number(),
  clientKey: v.string(),
  personToken: v.string(),
  catchUp: v.object({ snapshot: v.object({ epoch: v.string() }) }),
});

/** The first message of a newcomer's bare socket. */
export const enterAsMallory = { name: 'Mallory', watches: false, personToken: null, returning: null };

/** The real Hero in this process, on a free port of the loopback address. */
export class TestHero {
  readonly url: string;
  /** The lines that Hero has logged, as JSON. */
  readonly log: string[];
  readonly #hero: RunningServer;
  readonly #ends: (() => void)[] = [];

  private constructor(hero: RunningServer, log: string[]) {
    this.url = `http://127.0.0.1:${hero.port}`;
    this.log = log;
    this.#hero = hero;
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<TestHero> {
    const log: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
    const config = readConfig({ PORT: '0', HOST: '127.0.0.1', HERO_DATA: ':memory:', ...environment });
    return new TestHero(await startHero({ config, logger, page: await smallWebApp() }), log);
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(this.url + path, init);
  }

  async createRoom(): Promise<string> {
    const body: unknown = await (await this.fetch('/api/rooms', { method: 'POST' })).json();
    if (typeof body !== 'object' || !body || !('code' in body) || typeof body.code !== 'string')
      throw new Error('Hero made no room');
    return body.code;
  }

  /** A page in the room; with null for a name, one that only watches. */
  enter(room: string, name: string | null, personToken: string | null = null): Link {
    const link: Link = new RoomLink({ rules, room, name, watches: name === null, personToken, url: this.url });
    this.#ends.push(() => link.close());
    return link;
  }

  /** A bare socket, which may send anything, with this in its address beside the versions. */
  connectRaw(query: Readonly<Record<string, string>>): Socket {
    const socket = io(this.url, {
      query: { protocol: '5', rules: rules.id, ...query },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    this.#ends.push(() => socket.disconnect());
    return socket;
  }

  /** A bare socket that has entered as Mallory, or with another message, and got a snapshot. */
  async enterRaw(room: string, message: object = {}) {
    const socket = this.connectRaw({ room });
    socket.emit('enter', { ...enterAsMallory, ...message });
    const { catchUp, ...welcome } = v.parse(welcomeSchema, await next(socket, 'welcome'));
    return { socket, ...welcome, person: personIn(welcome), epoch: catchUp.snapshot.epoch };
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    await this.#hero.close();
  }
}

/** Resolves with the next message of this name. */
export function next(socket: Socket, event: string): Promise<unknown> {
  return new Promise((resolve) => socket.once(event, resolve));
}

async function smallWebApp(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'web-'));
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>Push the Button First!</title>');
  await writeFile(join(directory, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  return directory;
}

/** The person whose token a page was given. */
function personIn({ personToken }: { readonly personToken: string }): string {
  return personToken.replace(/\.[^.]*$/, '');
}
