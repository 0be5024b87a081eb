import { afterEach, expect, test } from 'vitest';
import { next, SocketHarness } from './socket-harness.ts';

let harness: SocketHarness | undefined;
afterEach(() => harness?.close());

const enter = {
  name: null,
  watches: false,
  personToken: null,
  returning: null,
};

async function enterWith(authenticate: (cookie: string | undefined) => string | null | Promise<string | null>) {
  harness = await SocketHarness.open({ authenticate: ({ headers }) => authenticate(headers.cookie) });
  const socket = await harness.connectRaw({ extraHeaders: { Cookie: 'session=bob' } });
  socket.emit('enter', enter);
  return { harness, socket };
}

test.each([
  ['at once', (cookie: string | undefined) => (cookie === 'session=bob' ? 'account-bob' : null), 'account-bob'],
  ['after a while', async () => 'account-bob', 'account-bob'],
  ['none', () => null, null],
])('the rooms get the account that the app finds for the request: %s', async (_, authenticate, account) => {
  const { harness: opened, socket } = await enterWith(authenticate);
  await next(socket, 'welcome');
  expect(opened.rooms.requests).toMatchObject([{ room: 'PLAY', account }]);
});

test('in an app without accounts of its own, the rooms get no account', async () => {
  harness = await SocketHarness.open();
  const socket = await harness.connectRaw();
  socket.emit('enter', enter);
  await next(socket, 'welcome');
  expect(harness.rooms.requests[0]).not.toHaveProperty('account');
});

test('a page whose account cannot be looked up at the moment is answered with "not now"', async () => {
  const { harness: opened, socket } = await enterWith(() => Promise.reject(new Error('the directory is down')));
  const end = next(socket, 'disconnect');
  expect(await next(socket, 'notNow')).toMatchObject({ reason: 'not-recorded' });
  await end;
  expect(opened.reports).toMatchObject([{ code: 'failure' }]);
  expect(opened.rooms.requests).toEqual([]);
});
