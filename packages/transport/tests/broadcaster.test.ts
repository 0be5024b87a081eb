import type { Recorded } from '@button/sync/log';
import type { NotesIntent } from '@button/sync/testing';
import { Broadcaster, openSocketServer } from '@button/transport/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isLive } from './contract.ts';
import { FakeRooms } from './fake-rooms.ts';
import { linesIn, next, SocketHarness } from './socket-harness.ts';

const enter = {
  name: null,
  watches: true,
  personToken: null,
  returning: null,
};

let harness: SocketHarness;
beforeEach(async () => {
  harness = await SocketHarness.open();
});
afterEach(async () => {
  vi.useRealTimers();
  await harness.close();
});

function line(serverSeq: number): Recorded<NotesIntent> {
  return {
    kind: 'refused',
    clientId: 1,
    clientSeq: serverSeq,
    code: 'busy',
    serverSeq,
    serverTime: 0,
  };
}

async function enterRaw() {
  const socket = await harness.connectRaw();
  socket.emit('enter', enter);
  await next(socket, 'welcome');
  return socket;
}

/** Collects the messages with lines from here on. */
function collectLines(socket: Awaited<ReturnType<typeof enterRaw>>): unknown[] {
  const messages: unknown[] = [];
  socket.on('lines', (message: unknown) => messages.push(message));
  return messages;
}

test('the first lines of a quiet room are broadcast at once, and those that follow in one turn share a message', async () => {
  const socket = await enterRaw();
  const received = collectLines(socket);
  harness.broadcaster.broadcast(FakeRooms.ROOM, [line(101)]);
  harness.broadcaster.broadcast('ANOTHER', [line(7)]);
  await Promise.resolve();
  harness.broadcaster.broadcast(FakeRooms.ROOM, [line(102), line(103)]);
  await next(socket, 'lines');
  if (received.length < 2) await next(socket, 'lines');
  expect(received.map(linesIn)).toEqual([[line(101)], [line(102), line(103)]]);

  harness.broadcaster.broadcast(FakeRooms.ROOM, [line(104)]);
  await next(socket, 'lines');
  expect(received).toHaveLength(3);
});

test('in a crowd, the lines of some milliseconds share a message: 100 ms for 1,000 pages', () => {
  vi.useFakeTimers();
  const server = openSocketServer({ maxMessageBytes: 1024 });
  for (let page = 1; page <= 1000; page += 1) void server.sockets.adapter.addAll(`page ${page}`, new Set(['CROWD']));
  const encode = vi.spyOn(server.encoder, 'encode');
  const broadcaster = new Broadcaster<NotesIntent>(server);
  const sent = () =>
    encode.mock.calls.map(([packet]) => {
      const [, lines]: readonly unknown[] = packet.data;
      return linesIn(lines);
    });
  broadcaster.broadcast('CROWD', [line(1)]);
  broadcaster.broadcast('CROWD', [line(2)]);
  vi.advanceTimersByTime(99);
  broadcaster.broadcast('CROWD', [line(3)]);
  expect(sent()).toEqual([[line(1)]]);
  vi.advanceTimersByTime(1);
  expect(sent()).toEqual([[line(1)], [line(2), line(3)]]);
  vi.advanceTimersByTime(100);
  broadcaster.broadcast('CROWD', [line(4)]);
  expect(sent()).toHaveLength(3);
});

test('a message to a room is encoded once, however many pages are in it', async () => {
  const sockets = [await enterRaw(), await enterRaw(), await enterRaw()];
  const all = Promise.all(sockets.map((socket) => next(socket, 'lines')));
  const encode = vi.spyOn(harness.server.encoder, 'encode');
  harness.broadcaster.broadcast(FakeRooms.ROOM, [line(101)]);
  await all;
  expect(encode).toHaveBeenCalledTimes(1);
});

test('a page that joins while a line is pending gets no line twice, and earlier pages miss none', async () => {
  const early = await enterRaw();
  const receivedEarly = collectLines(early);
  const late = await harness.connectRaw();
  const receivedLate = collectLines(late);
  const { hero } = harness.rooms;
  const welcome = next(late, 'welcome');
  const join = hero.join.bind(hero);
  // One line is pending at the moment when the page is subscribed, and one follows in the same turn.
  hero.join = ({ connection, ...request }) => {
    const subscribe = () => {
      harness.broadcaster.broadcast(FakeRooms.ROOM, [line(101)]);
      connection.subscribe();
      harness.broadcaster.broadcast(FakeRooms.ROOM, [line(102)]);
    };
    return join({ ...request, connection: { ...connection, subscribe } });
  };
  late.emit('enter', enter);
  await welcome;
  if (receivedLate.length === 0) await next(late, 'lines');
  expect(receivedLate.flatMap(linesIn)).toEqual([line(102)]);
  const lines = receivedEarly.flatMap(linesIn);
  expect(lines).toEqual(expect.arrayContaining([line(101), line(102)]));
});

test('a page that receives a malformed message closes the connection and reconnects', async () => {
  const bob = harness.enter('Bob');
  await bob.when(isLive);
  const lost = bob.when(({ link }) => link === 'lost');
  const [served] = await harness.server.fetchSockets();
  Reflect.apply(Reflect.get(served ?? {}, 'emit'), served, ['lines', [1, 'nonsense']]);
  await lost;
  await bob.when(isLive);
  expect(await bob.emit({ type: 'add', text: 'still here' })).toMatchObject({ kind: 'official' });
});
