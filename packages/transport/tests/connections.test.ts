import { EventEmitter, once } from 'node:events';
import type { NotesIntent } from '@button/sync/testing';
import type { Recorded } from '@button/sync/log';
import type { Socket } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import { add, isLive } from './contract.ts';
import { FakeRooms } from './fake-rooms.ts';
import { HttpPage } from './http-page.ts';
import { next, SocketHarness } from './socket-harness.ts';

const enter = { name: 'Mallory', watches: false, personToken: null, returning: null };

let harness: SocketHarness;
afterEach(() => harness.close());

async function enterRaw(): Promise<Socket> {
  const socket = await harness.connectRaw();
  socket.emit('enter', enter);
  await next(socket, 'welcome');
  return socket;
}

describe('a browser may connect', () => {
  const connectFrom = (headers: Record<string, string>, transport: string) =>
    harness.connectRaw({ extraHeaders: headers, transports: [transport] });

  test.each(['websocket', 'polling'])('by %s from a page of this server, and of no other', async (transport) => {
    harness = await SocketHarness.open();
    await connectFrom({ origin: harness.url }, transport);
    for (const origin of ['https://evil.example', 'null', `${harness.url}0`])
      await expect(connectFrom({ origin }, transport)).rejects.toThrow();
  });

  test('from the origins that the owner has named', async () => {
    harness = await SocketHarness.open({ origins: ['https://ours.example'] });
    await connectFrom({ origin: 'https://ours.example' }, 'websocket');
    await expect(connectFrom({ origin: 'http://ours.example' }, 'websocket')).rejects.toThrow();
  });

  test('through a proxy of ours, under the name by which the browser knows it', async () => {
    harness = await SocketHarness.open({ trusted: 1 });
    const forwarded = { origin: 'https://game.example', 'x-forwarded-host': 'game.example' };
    await connectFrom(forwarded, 'websocket');
    await harness.close();
    harness = await SocketHarness.open();
    await expect(connectFrom(forwarded, 'websocket')).rejects.toThrow();
  });
});

describe('errors of connections are reported', () => {
  test('when a page of another site, or one above the limits, is not let in', async () => {
    harness = await SocketHarness.open({ limits: { connections: 1 } });
    await expect(harness.connectRaw({ extraHeaders: { origin: 'https://evil.example' } })).rejects.toThrow();
    await harness.connectRaw();
    await expect(harness.connectRaw()).rejects.toThrow();
    expect(harness.reports.map(({ code }) => code)).toEqual(['origin', 'too-many-connections']);
  });

  test('when a request is not one of Socket.IO', async () => {
    harness = await SocketHarness.open();
    for (const query of ['transport=pigeon&EIO=4', 'transport=polling&EIO=4&sid=unknown', 'transport=polling&EIO=3'])
      expect((await fetch(`${harness.url}/socket.io/?${query}`)).status).toBe(400);
    expect(harness.reports.map(({ code }) => code)).toEqual(['bad-connection', 'bad-connection', 'bad-connection']);
  });

  test('when the connection itself has one, which ends nothing else', async () => {
    harness = await SocketHarness.open();
    const { id = '' } = await enterRaw();
    harness.server.sockets.sockets.get(id)?.conn.emit('error', new Error('EPIPE'));
    expect(harness.reports).toMatchObject([{ code: 'bad-connection', details: { message: 'EPIPE' } }]);
    await enterRaw();
  });
});

describe('connections are limited', () => {
  test('in all: the next one is accepted when another has ended', async () => {
    harness = await SocketHarness.open({ limits: { connections: 2 } });
    const first = await enterRaw();
    await harness.connectRaw({ transports: ['polling'] });
    await expect(harness.connectRaw()).rejects.toThrow();
    const ended = new Promise((resolve) =>
      harness.server.sockets.sockets.get(first.id ?? '')?.conn.once('close', resolve),
    );
    first.disconnect();
    await ended;
    await enterRaw();
  });

  test('for each address, as the proxy tells it', async () => {
    harness = await SocketHarness.open({ limits: { connectionsPerAddress: 1 }, trusted: 1 });
    const from = (address: string) => harness.connectRaw({ extraHeaders: { 'x-forwarded-for': address } });
    await from('192.0.2.1');
    await from('192.0.2.2');
    await expect(from('192.0.2.1')).rejects.toThrow();
  });

  test('a connection that does not enter is closed', async () => {
    harness = await SocketHarness.open({ limits: { enterWithin: 300 } });
    const entered = await enterRaw();
    const silent = await harness.connectRaw();
    await next(silent, 'disconnect');
    expect(entered.connected).toBe(true);
  });

  test('and so is a polling session that was only begun', async () => {
    harness = await SocketHarness.open({ limits: { enterWithin: 300 } });
    const opened = new Promise<unknown>((resolve) => harness.server.engine.once('connection', resolve));
    await fetch(`${harness.url}/socket.io/?EIO=4&transport=polling`);
    const connection = await opened;
    if (!(connection instanceof EventEmitter)) throw new Error('this is no connection');
    await once(connection, 'close');
    expect(harness.server.engine.clientsCount).toBe(0);
  });

  test('a polling request with thousands of packets ends its session before they are decoded', async () => {
    harness = await SocketHarness.open();
    const page = await HttpPage.open(harness.url, [['room', FakeRooms.ROOM]]);
    await page.send(...Array.from({ length: 1_000 }, () => '3')).catch(() => undefined);
    expect(harness.reports).toEqual([]);
    await page.send(...Array.from({ length: 4_050 }, () => '')).catch(() => undefined);
    expect(harness.reports).toEqual([{ code: 'flood', details: { address: '127.0.0.1' } }]);
    expect(harness.server.engine.clientsCount).toBe(0);
  });

  test.each<[string, (socket: Socket) => void]>([
    ['too many messages', (socket) => Array.from({ length: 100 }, (_, index) => socket.emit('emit', [index + 1, {}]))],
    ['too much', (socket) => Array.from({ length: 30 }, () => socket.emit('emit', [1, 'x'.repeat(3_900)]))],
    [
      'too many messages that nobody can read',
      (socket) => Array.from({ length: 100 }, () => socket.io.engine.write('2x')),
    ],
  ])('one that sends %s is closed, and others play on', async (_, flood) => {
    harness = await SocketHarness.open({ limits: { messagesPerMinute: 50 } });
    const bob = harness.enter('Bob');
    await bob.when(isLive);
    const mallory = await enterRaw();
    const end = next(mallory, 'disconnect');
    flood(mallory);
    await end;
    expect(harness.reports.at(-1)).toMatchObject({ code: 'flood' });
    expect(await bob.emit(add('undisturbed'))).toMatchObject({ kind: 'official' });
  });
});

test('pages of one address that send too much together are closed, and a page of another address plays on', async () => {
  harness = await SocketHarness.open({ limits: { messagesPerMinutePerAddress: 1_500 }, trusted: 1 });
  const from = async (address: string) => {
    const socket = await harness.connectRaw({ extraHeaders: { 'x-forwarded-for': address } });
    socket.emit('enter', enter);
    await next(socket, 'welcome');
    return socket;
  };
  const bob = await from('192.0.2.1');
  const crowd = await Promise.all(Array.from({ length: 4 }, () => from('192.0.2.2')));
  const ends = crowd.map((socket) => next(socket, 'disconnect'));
  for (const socket of crowd) for (let sent = 0; sent < 300; sent += 1) socket.emit('emit', [sent + 1, {}]);
  await Promise.all(ends);
  expect(harness.reports.at(-1)).toEqual({ code: 'flood', details: { address: '192.0.2.2' } });
  // Its budget outlives the connections.
  await expect(from('192.0.2.2')).rejects.toThrow();
  bob.emit('unknown');
  expect(await next(bob, 'protocolError')).toEqual({ code: 'unknown-event' });
});

test('when all together send too much, those of the address that sends most are closed', async () => {
  const limits = { messagesPerMinuteInAll: 3_000, messagesPerMinutePerAddress: 3_000 };
  harness = await SocketHarness.open({ limits, trusted: 1 });
  const from = (address: string) => harness.connectRaw({ extraHeaders: { 'x-forwarded-for': address } });
  const [bob, mallory] = [await from('192.0.2.1'), await from('192.0.2.2')];
  const end = next(mallory, 'disconnect');
  for (let sent = 0; sent < 500; sent += 1) mallory.emit('unknown');
  await end;
  expect(harness.reports.at(-1)).toEqual({ code: 'flood', details: { address: '192.0.2.2' } });
  bob.emit('unknown');
  expect(await next(bob, 'protocolError')).toEqual({ code: 'unknown-event' });
});

test.each(['1', '41'])('the packet %s ends session and connection at once', async (packet) => {
  harness = await SocketHarness.open();
  const socket = await enterRaw();
  const [served] = harness.server.sockets.sockets.values();
  const ended = new Promise((resolve) => served?.conn.once('close', resolve));
  const webSocket: unknown = Reflect.get(socket.io.engine.transport, 'ws');
  if (typeof webSocket === 'object' && webSocket && 'send' in webSocket && typeof webSocket.send === 'function')
    Reflect.apply(webSocket.send, webSocket, [packet]);
  await ended;
  expect(harness.rooms.calls.at(-1)).toBe('leave');
  expect(harness.server.engine.clientsCount).toBe(0);
});

test('a page that does not read is cut when too much waits for it, and others get every line', async () => {
  harness = await SocketHarness.open({ limits: { unsentBytes: 50_000 } });
  const [reader, sleeper] = [await enterRaw(), await enterRaw()];
  const serversSleeper = harness.server.sockets.sockets.get(sleeper.id ?? '');
  stopReading(sleeper);
  let received = 0;
  reader.on('lines', () => (received += 1));
  let sent = 0;
  const isConnected = () => serversSleeper?.connected === true;
  while (isConnected()) {
    const line: Recorded<NotesIntent> = {
      kind: 'refused', clientId: 1, clientSeq: sent + 1, code: 'x'.repeat(100_000), serverSeq: sent + 100, serverTime: 0,
    }; // prettier-ignore
    const arrived = next(reader, 'lines');
    harness.broadcaster.broadcast(FakeRooms.ROOM, [line]);
    await arrived;
    sent += 1;
    // Far more than the buffers of the system hold.
    expect(sent).toBeLessThan(1_000);
  }
  expect(received).toBe(sent);
  expect(reader.connected).toBe(true);
});

/** What the page gets from here on stays in the buffers of the system. */
function stopReading(socket: Socket): void {
  const webSocket: unknown = Reflect.get(socket.io.engine.transport, 'ws');
  if (typeof webSocket !== 'object' || webSocket === null) throw new Error('this is no WebSocket');
  const tcp: unknown = Reflect.get(webSocket, '_socket');
  if (typeof tcp === 'object' && tcp && 'pause' in tcp && typeof tcp.pause === 'function')
    Reflect.apply(tcp.pause, tcp, []);
}
