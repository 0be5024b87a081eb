import type { Recorded } from '@button/sync/log';
import { notesRules, type NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isLive } from './contract.ts';
import { FakeRooms } from './fake-rooms.ts';
import { next, SocketHarness } from './socket-harness.ts';

const enter = {
  protocol: 4,
  rules: notesRules.id,
  room: FakeRooms.ROOM,
  name: null,
  watches: true,
  personToken: null,
  returning: null,
};

let harness: SocketHarness;
beforeEach(async () => {
  harness = await SocketHarness.open();
});
afterEach(() => harness.close());

function line(serverSeq: number): Recorded<NotesIntent> {
  return {
    kind: 'refused',
    clientId: 'a page',
    clientSeq: serverSeq,
    code: 'busy',
    serverSeq,
    serverTime: 0,
    seed: 0,
  };
}

async function enterRaw() {
  const socket = await harness.connectRaw();
  socket.emit('enter', enter);
  await next(socket, 'welcome');
  return socket;
}

/** Collects the `official` messages from here on. */
function collectOfficial(socket: Awaited<ReturnType<typeof enterRaw>>): unknown[] {
  const messages: unknown[] = [];
  socket.on('official', (message: unknown) => messages.push(message));
  return messages;
}

test('all lines of one turn of the event loop are broadcast in one message', async () => {
  const socket = await enterRaw();
  const received = collectOfficial(socket);
  harness.broadcaster.broadcast(FakeRooms.ROOM, [line(101)]);
  harness.broadcaster.broadcast('ANOTHER', [line(7)]);
  await Promise.resolve();
  harness.broadcaster.broadcast(FakeRooms.ROOM, [line(102), line(103)]);
  await next(socket, 'official');
  expect(received).toEqual([{ lines: [line(101), line(102), line(103)] }]);

  harness.broadcaster.broadcast(FakeRooms.ROOM, [line(104)]);
  await next(socket, 'official');
  expect(received).toHaveLength(2);
});

test('a message to a room is encoded once, however many pages are in it', async () => {
  const sockets = [await enterRaw(), await enterRaw(), await enterRaw()];
  const all = Promise.all(sockets.map((socket) => next(socket, 'official')));
  const encode = vi.spyOn(harness.server.encoder, 'encode');
  harness.broadcaster.broadcast(FakeRooms.ROOM, [line(101)]);
  await all;
  expect(encode).toHaveBeenCalledTimes(1);
});

test('a page that joins while a line is pending gets no line twice, and earlier pages miss none', async () => {
  const early = await enterRaw();
  const receivedEarly = collectOfficial(early);
  const late = await harness.connectRaw();
  const receivedLate = collectOfficial(late);
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
  if (receivedLate.length === 0) await next(late, 'official');
  expect(receivedLate).toEqual([{ lines: [line(102)] }]);
  const lines = receivedEarly.flatMap((message) => linesIn(message));
  expect(lines).toEqual(expect.arrayContaining([line(101), line(102)]));
});

test('a page that receives a malformed message closes the connection and reconnects', async () => {
  const bob = harness.enter('Bob');
  await bob.when(isLive);
  const lost = bob.when(({ link }) => link === 'lost');
  const [served] = await harness.server.fetchSockets();
  Reflect.apply(Reflect.get(served ?? {}, 'emit'), served, ['official', { lines: [{ kind: 'nonsense' }] }]);
  await lost;
  await bob.when(isLive);
  expect(await bob.emit({ type: 'add', text: 'still here' })).toMatchObject({ kind: 'official' });
});

function linesIn(message: unknown): unknown[] {
  const lines = typeof message === 'object' && message && 'lines' in message ? message.lines : [];
  return Array.isArray(lines) ? lines : [];
}
