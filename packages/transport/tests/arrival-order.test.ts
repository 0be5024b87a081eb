import type { Socket } from 'socket.io-client';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { add, isLive } from './contract.ts';
import { linesIn, next, SocketHarness } from './socket-harness.ts';

let harness: SocketHarness;
beforeEach(async () => {
  harness = await SocketHarness.open();
});
afterEach(() => harness.close());

/** Enters. An action of the page arrives when the test calls `emit`. */
async function enter(name: string) {
  const socket = await harness.connectRaw();
  socket.emit('enter', { ...newcomer, name });
  await next(socket, 'welcome');
  let clientSeq = 0;
  return {
    emit: (text: string) => {
      clientSeq += 1;
      arrive(socket, 'emit', [clientSeq, add(text)]);
    },
  };
}

/** A message of this page arrives at the server now. */
function arrive({ id = '' }: Socket, name: string, message: unknown): void {
  const listeners = harness.server.sockets.sockets.get(id)?.listenersAny() ?? [];
  for (const listener of listeners) listener('message', { payload: [name, message], bytes: 100 });
}

const newcomer = { name: 'Bob', watches: false, personToken: null, returning: null };
const welcomeSchema = v.object({
  clientId: v.number(),
  clientKey: v.string(),
  catchUp: v.object({ tail: v.optional(v.unknown()) }),
});

test('the actions of two pages are recorded in their order of arrival, also within one turn', async () => {
  const watcher = harness.enter(null);
  const [bob, sue] = [await enter('Bob'), await enter('Sue')];
  await watcher.when(isLive);
  const arrived = Array.from({ length: 500 }, (_, n) => `${n}`);
  for (const text of arrived) (Math.random() < 0.5 ? bob : sue).emit(text);
  const view = await watcher.when(({ officialState }) => officialState?.notes.length === arrived.length);
  expect(view.officialState?.notes.map(({ text }) => text)).toEqual(arrived);
});

test('whenever Hero emits while a page comes back to a quiet room, its lines continue where its welcome ends', async () => {
  const { hero } = harness.rooms;
  for (let microtasks = 0; microtasks < 60; microtasks += 1) {
    const before = await harness.connectRaw();
    before.emit('enter', newcomer);
    const { clientId, clientKey } = v.parse(welcomeSchema, await next(before, 'welcome'));
    const { epoch, serverSeq } = hero.official;
    const socket = await harness.connectRaw();
    const received: number[] = [];
    socket.on('lines', (message) => received.push(...linesIn(message).map((line) => line.serverSeq)));
    const welcomed = next(socket, 'welcome');
    arrive(socket, 'enter', { ...newcomer, returning: { clientId, clientKey, epoch, serverSeq } });
    for (let waited = 0; waited < microtasks; waited += 1) await Promise.resolve();
    await hero.emit(add('a'));
    const { catchUp } = v.parse(welcomeSchema, await welcomed);
    received.unshift(...linesIn(catchUp.tail).map((line) => line.serverSeq));
    const last = next(socket, 'lines');
    await hero.emit(add('b'));
    await last;
    expect({ microtasks, received }).toEqual({ microtasks, received: [serverSeq + 1, serverSeq + 2] });
    socket.disconnect();
  }
});
