import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { defineRules, mutation, type IntentOf } from '@button/sync';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RoomLink } from '../src/client/index.ts';
import { Broadcaster, openSocketServer, Proxies, serveRooms, type SocketServer } from '../src/server/index.ts';
import { FakeRooms } from './fake-rooms.ts';

interface Game {
  readonly presses: number;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const pressed = ({ presses }: Game): Game => ({ presses: presses + 1 });

/** The benchmark's small game, and the push of the button game; the effect of a press does not matter here. */
const rules = defineRules({
  version: 1,
  initialState: { presses: 0 },
  stateSchema: v.strictObject({ presses: count }),
  mutations: {
    press: mutation(v.strictObject({ round: count }), pressed),
    push: mutation(v.strictObject({ round: count, word: v.optional(count), roundTrip: v.optional(count) }), pressed),
  },
});
type GameIntent = IntentOf<typeof rules>;

/** A relay between pages and a server that counts the bytes of their TCP connections. */
class CountingRelay {
  readonly bytes = { toHero: 0, fromHero: 0 };
  readonly #server: Server;
  readonly #sockets: Socket[] = [];

  constructor(port: number) {
    this.#server = createServer((page) => {
      const hero = connect(port, '127.0.0.1');
      this.#sockets.push(page, hero);
      page.on('data', (data) => {
        this.bytes.toHero += data.length;
        hero.write(data);
      });
      hero.on('data', (data) => {
        this.bytes.fromHero += data.length;
        page.write(data);
      });
      // One end brings down the other.
      for (const [one, other] of [
        [page, hero],
        [hero, page],
      ] as const)
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
    });
  }

  listen(): Promise<number> {
    return listen(this.#server);
  }

  /** The bytes that pass during this call. */
  async during(work: () => Promise<unknown>): Promise<CountingRelay['bytes']> {
    const before = { ...this.bytes };
    await work();
    return { toHero: this.bytes.toHero - before.toHero, fromHero: this.bytes.fromHero - before.fromHero };
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return v.parse(v.object({ port: v.number() }), server.address()).port;
}

let server: SocketServer;
let relay: CountingRelay;
let bob: RoomLink<Game, GameIntent>;

/** Bob enters a room that has just begun: in an old one, the numbers have more digits. */
beforeEach(async () => {
  const http = createHttpServer();
  server = openSocketServer({ maxMessageBytes: 1024 });
  const broadcaster = new Broadcaster<GameIntent>(server);
  const rooms = await FakeRooms.open(rules, broadcaster.broadcast);
  serveRooms(server, rooms, broadcaster, {
    maxMessageBytes: 1024,
    proxies: new Proxies(0),
    isOverloaded: () => false,
    iceServers: () => [],
    onRejected: (code) => {
      throw new Error(code);
    },
    onFailure: (error) => {
      throw error;
    },
  });
  server.attach(http);
  relay = new CountingRelay(await listen(http));
  const url = `http://127.0.0.1:${await relay.listen()}`;
  bob = new RoomLink<Game, GameIntent>({ rules, room: FakeRooms.ROOM, name: 'Bob', url });
  await bob.when(({ link }) => link === 'live');
});
afterEach(async () => {
  bob.close();
  relay.close();
  await server.close();
});

/** Bob presses that many times at once. */
function burst(presses: number, roundOf: (index: number) => number): Promise<unknown> {
  return Promise.all(Array.from({ length: presses }, (_, index) => bob.emit({ type: 'press', round: roundOf(index) })));
}

describe('measured on the socket, framing included,', () => {
  test('a line of a small game takes at most 60 bytes when it is alone', async () => {
    for (let round = 1; round <= 20; round += 1) {
      const { toHero, fromHero } = await relay.during(() => bob.emit({ type: 'press', round }));
      expect(fromHero).toBeGreaterThan(20);
      expect(fromHero).toBeLessThanOrEqual(60);
      expect(toHero).toBeLessThanOrEqual(60);
    }
  });

  test('a line of a small game takes at most 32 bytes in a burst', async () => {
    const presses = 100;
    const roundOf = (index: number) => 10 + (index % 90);
    const { fromHero } = await relay.during(() => burst(presses, roundOf));
    expect(fromHero / presses).toBeGreaterThan(20);
    expect(fromHero / presses).toBeLessThanOrEqual(32);
  });

  test('a line that is like the one before takes at most 12 bytes in a burst', async () => {
    const presses = 100;
    const { fromHero } = await relay.during(() => burst(presses, () => 10));
    expect(fromHero / presses).toBeGreaterThan(5);
    expect(fromHero / presses).toBeLessThanOrEqual(12);
  });

  test.each([
    ['alone', {}],
    ['with the round trip of its page', { roundTrip: 23 }],
    ['with the word of its light', { word: 4_294_967_295 }],
    ['with both', { word: 4_294_967_295, roundTrip: 23 }],
  ])('a push of the button game takes at most 90 bytes each way: %s', async (_, payload) => {
    const { toHero, fromHero } = await relay.during(() => bob.emit({ type: 'push', round: 12, ...payload }));
    for (const bytes of [toHero, fromHero]) {
      expect(bytes).toBeGreaterThan(40);
      expect(bytes).toBeLessThanOrEqual(90);
    }
  });
});
