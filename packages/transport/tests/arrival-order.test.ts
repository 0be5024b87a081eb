import { afterEach, beforeEach, expect, test } from 'vitest';
import { add, isLive } from './contract.ts';
import { next, SocketHarness } from './socket-harness.ts';

let harness: SocketHarness;
beforeEach(async () => {
  harness = await SocketHarness.open();
});
afterEach(() => harness.close());

/** Enters, and returns the server's end of the connection, on which a message arrives when the test calls `emit`. */
async function enter(name: string) {
  const socket = await harness.connectRaw();
  socket.emit('enter', {
    name,
    watches: false,
    personToken: null,
    returning: null,
  });
  await next(socket, 'welcome');
  const served = harness.server.sockets.sockets.get(socket.id ?? '');
  let clientSeq = 0;
  return {
    emit: (text: string) => {
      clientSeq += 1;
      const payload = ['emit', [clientSeq, add(text)]];
      for (const listener of served?.listenersAny() ?? []) listener('message', { payload, bytes: 100 });
    },
  };
}

test('the actions of two pages are recorded in their order of arrival, also within one turn', async () => {
  const watcher = harness.enter(null);
  const [bob, sue] = [await enter('Bob'), await enter('Sue')];
  await watcher.when(isLive);
  const arrived = Array.from({ length: 500 }, (_, n) => `${n}`);
  for (const text of arrived) (Math.random() < 0.5 ? bob : sue).emit(text);
  const view = await watcher.when(({ officialState }) => officialState?.notes.length === arrived.length);
  expect(view.officialState?.notes.map(({ text }) => text)).toEqual(arrived);
});
