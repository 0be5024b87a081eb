import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { rules } from '@button/mutations';
import { PROTOCOL } from '@button/transport/wire';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, start, type observe } from '../hero-process.ts';
import { enterAsMallory, next } from '../running-hero.ts';
import type { Proxy, ProxyPlace } from './proxy.ts';

/** Addresses of this machine's own, by which people are told apart. */
const [BOB, SUE, MALLORY] = ['127.0.0.2', '127.0.0.3', '127.0.0.4'];
const newRoom = v.object({ code: v.string() });

type RunningHero = ReturnType<typeof observe>;

const startBuiltHero = (environment: Readonly<Record<string, string>>) =>
  Promise.resolve(start({ PORT: '0', ...environment }));

/** Tests of a Hero with a proxy in front, to which people of different addresses come. */
export function playBehind(
  startProxy: (place: ProxyPlace) => Promise<Proxy>,
  { path = '/', startHero = startBuiltHero } = {},
): void {
  let hero: RunningHero;
  let proxy: Proxy;
  let origin: string;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    const port = await freePort();
    origin = `https://127.0.0.1:${port}`;
    const limits = { HERO_NEW_ROOMS_PER_MINUTE: '1', HERO_CONNECTIONS_PER_ADDRESS: '1' };
    hero = await startHero({ HERO_TRUST_PROXY: '1', HERO_PUBLIC_URL: origin + path, ...limits });
    const { host } = new URL(await hero.address);
    proxy = await startProxy({ port, path, hero: host.replace('localhost', '127.0.0.1') });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await proxy.stop();
    hero.child.kill();
    await hero.ended;
  });

  /** Asks for a new room from this address. */
  async function post(localAddress: string, headers: Readonly<Record<string, string>> = {}) {
    const options = { method: 'POST', localAddress, headers, rejectUnauthorized: false };
    const sent = request(`${origin}${path}api/rooms`, options).end();
    const [response]: IncomingMessage[] = await once(sent, 'response');
    return { status: response?.statusCode, body: response && (await json(response)) };
  }

  /** A page's WebSocket from this address. */
  function connect(room: string, localAddress: string): Socket {
    const options: Partial<ManagerOptions & SocketOptions> & { localAddress: string } = {
      path: `${path}socket.io`,
      query: { protocol: String(PROTOCOL), rules: rules.id, room },
      transports: ['websocket'],
      extraHeaders: { Origin: origin },
      rejectUnauthorized: false,
      reconnection: false,
      forceNew: true,
      localAddress,
    };
    const socket = io(origin, options);
    sockets.push(socket);
    return socket;
  }

  test('a page of another site may not act for its reader, and a page of this one may', async () => {
    expect(await post(MALLORY, { Origin: 'https://elsewhere.example' })).toMatchObject({ status: 403 });
    expect(await post(MALLORY, { Origin: origin })).toMatchObject({ status: 201 });
  });

  test('everybody is counted by their own address, also who makes up another one, and sees the others push', async () => {
    const { body } = await post(BOB);
    expect(await post(BOB, { 'X-Forwarded-For': '192.0.2.1' })).toMatchObject({ status: 429 });
    const { code } = v.parse(newRoom, body);
    const [bob, sue] = [connect(code, BOB), connect(code, SUE)];
    for (const [socket, name] of [
      [bob, 'Bob'],
      [sue, 'Sue'],
    ] as const) {
      socket.emit('enter', { ...enterAsMallory, name });
      await next(socket, 'welcome');
    }
    const told = next(sue, 'lines');
    bob.emit('emit', [1, { type: 'push', round: 1 }]);
    expect(JSON.stringify(await told)).toContain('"push"');
    expect(await next(connect(code, BOB), 'connect_error')).toBeInstanceOf(Error);
  });
}
