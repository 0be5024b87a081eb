import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RoomLink } from '../src/client/index.ts';
import { add, isLive } from './contract.ts';
import { next, SocketHarness } from './socket-harness.ts';

const rules = notesRules.id;
const enter = {
  protocol: 4,
  rules,
  room: 'PLAY',
  name: 'Mallory',
  watches: false,
  personToken: null,
  returning: null,
};
const big = 'x'.repeat(2000);

let harness: SocketHarness;
let bob: RoomLink<Notes, NotesIntent>;

beforeEach(async () => {
  harness = await SocketHarness.open();
  bob = harness.enter('Bob');
  await bob.when(isLive);
});

/** After each test: another page plays undisturbed, and nothing has failed. */
afterEach(async () => {
  expect(await bob.emit(add('undisturbed'))).toMatchObject({ kind: 'official' });
  expect(harness.reports.filter(({ code }) => code === 'failure')).toEqual([]);
  await harness.close();
});

async function enterRaw(): Promise<Socket> {
  const socket = await harness.connectRaw();
  socket.emit('enter', enter);
  await next(socket, 'welcome');
  return socket;
}

/** Past the encoder, as only a stranger's client would. */
function sayRaw(socket: Socket, packet: string | Buffer): void {
  socket.io.engine.write(packet);
}

describe('a page that enters with a bad message is denied with a clear code', () => {
  const cases: readonly [string, unknown, object][] = [
    ['no object', 'hello', { code: 'malformed' }],
    ['null', null, { code: 'malformed' }],
    ['an incomplete one', { protocol: 4, rules }, { code: 'malformed' }],
    ['one with something unknown in it', { ...enter, admin: true }, { code: 'malformed' }],
    ['one with half a returning', { ...enter, returning: { clientId: 'a' } }, { code: 'malformed' }],
    ['another protocol', { ...enter, protocol: 0 }, { code: 'wrong-version', protocol: 4, rules }],
    ['other rules', { ...enter, rules: '2' }, { code: 'wrong-version', protocol: 4, rules }],
    [
      'another protocol in another shape',
      { protocol: 7, rules: 'x', hello: 'from the future' },
      { code: 'wrong-version' },
    ],
    ['an unknown room', { ...enter, room: 'NOWHERE' }, { code: 'unknown-room' }],
  ];
  test.each(cases)('entering with %s', async (_, message, denial) => {
    const socket = await harness.connectRaw();
    const end = next(socket, 'disconnect');
    socket.emit('enter', message);
    expect(await next(socket, 'denied')).toMatchObject(denial);
    await end;
    expect(harness.reports).toMatchObject([denial].map(({ code }: { code?: string }) => ({ code })));
  });

  test.each(['emit', 'catchUp'])('"%s" is told to enter first', async (event) => {
    const socket = await harness.connectRaw();
    socket.emit(event, { clientSeq: 1, action: add('early') });
    expect(await next(socket, 'protocolError')).toEqual({ code: 'enter-first' });
  });

  test('a message that comes while the page is being let in is told to enter first', async () => {
    let open: () => void = () => undefined;
    harness.rooms.opening = new Promise((resolve) => (open = resolve));
    const socket = await harness.connectRaw();
    socket.emit('enter', enter);
    socket.emit('emit', { clientSeq: 1, action: add('early') });
    expect(await next(socket, 'protocolError')).toEqual({ code: 'enter-first' });
    open();
    await next(socket, 'welcome');
  });
});

describe('a message that cannot be understood is answered by an error, and the connection stays', () => {
  const cases: readonly [string, (socket: Socket) => void, string][] = [
    ['a second enter', (socket) => socket.emit('enter', enter), 'already-entered'],
    ['an unknown event', (socket) => socket.emit('constructor', {}), 'unknown-event'],
    ['an emit without a number', (socket) => socket.emit('emit', { action: add('x') }), 'malformed'],
    ['an emit that is no object', (socket) => socket.emit('emit', 'x'), 'malformed'],
    ['an emit with number 0', (socket) => socket.emit('emit', { clientSeq: 0, action: add('x') }), 'malformed'],
    ['an emit with half a number', (socket) => socket.emit('emit', { clientSeq: 1.5, action: add('x') }), 'malformed'],
    [
      'an emit with a number beyond counting',
      (socket) => socket.emit('emit', { clientSeq: 2 ** 53, action: add('x') }),
      'malformed',
    ],
    ['an emit of nothing', (socket) => socket.emit('emit'), 'malformed'],
    ['a wrong catchUp', (socket) => socket.emit('catchUp', { epoch: 1 }), 'malformed'],
    ['a signal without a recipient', (socket) => socket.emit('signal', { content: { ready: true } }), 'malformed'],
    [
      'a signal in which something else hides',
      (socket) => socket.emit('signal', { to: 'c', content: { ready: true, action: add('x') } }),
      'malformed',
    ],
    [
      'a signal that is too large',
      (socket) => socket.emit('signal', { to: big, content: { ready: true } }),
      'too-large',
    ],
    ['a catchUp that is too large', (socket) => socket.emit('catchUp', { epoch: big, serverSeq: 0 }), 'too-large'],
    [
      'a catchUp in two arguments',
      (socket) => socket.emit('catchUp', { epoch: 'e', serverSeq: 0 }, { epoch: 'e', serverSeq: 0 }),
      'malformed',
    ],
    ['what is not JSON', (socket) => sayRaw(socket, '2["emit",{'), 'not-json'],
    ['JSON that is no event', (socket) => sayRaw(socket, '2{"emit":1}'), 'not-json'],
    ['an unknown packet type', (socket) => sayRaw(socket, '9[]'), 'not-json'],
    [
      'nesting without end',
      (socket) => sayRaw(socket, `2["catchUp",${'['.repeat(20_000)}${']'.repeat(20_000)}]`),
      'too-large',
    ],
    ['an attachment', (socket) => socket.emit('emit', { clientSeq: 1, action: Buffer.from('x') }), 'binary'],
    ['a binary frame of its own', (socket) => sayRaw(socket, Buffer.from('x')), 'binary'],
  ];
  test.each(cases)('%s', async (_, say, code) => {
    const socket = await enterRaw();
    say(socket);
    expect(await next(socket, 'protocolError')).toMatchObject({ code });
    expect(harness.reports[0]).toMatchObject({ code, details: { address: '127.0.0.1' } });
    socket.emit('emit', { clientSeq: 1, action: add('and now something right') });
    expect(await next(socket, 'official')).toMatchObject({ lines: [{ kind: 'action', clientSeq: 1 }] });
  });
});

describe('a numbered action that is not even looked at is recorded as refused, so that its client moves on', () => {
  const cases: readonly [string, unknown, string][] = [
    ['too large', { clientSeq: 1, action: add(big) }, 'too-large'],
    ['with a clientId of another page', { clientSeq: 1, clientId: 'hero', action: add('x') }, 'malformed'],
    ['without an action', { clientSeq: 1 }, 'malformed'],
  ];
  test.each(cases)('%s', async (_, message, code) => {
    const socket = await enterRaw();
    socket.emit('emit', message);
    expect(await next(socket, 'official')).toMatchObject({ lines: [{ kind: 'refused', clientSeq: 1, code }] });
    socket.emit('emit', { clientSeq: 2, action: add('next') });
    expect(await next(socket, 'official')).toMatchObject({ lines: [{ kind: 'action', clientSeq: 2 }] });
  });
});

test('an emit with an acknowledgement id is taken as if it had none', async () => {
  const socket = await enterRaw();
  const acknowledge = vi.fn();
  socket.emit('emit', { clientSeq: 1, action: add('with an id') }, acknowledge);
  expect(await next(socket, 'official')).toMatchObject({ lines: [{ kind: 'action', clientSeq: 1 }] });
  socket.emit('emit', { clientSeq: 2, action: add('without one') });
  expect(await next(socket, 'official')).toMatchObject({ lines: [{ kind: 'action', clientSeq: 2 }] });
  expect(acknowledge).not.toHaveBeenCalled();
});

test('a message beyond the hard limit ends its connection, and no other', async () => {
  const socket = await enterRaw();
  const end = next(socket, 'disconnect');
  socket.emit('emit', { clientSeq: 1, action: add('x'.repeat(100_000)) });
  await end;
});

test('a connection with a hundred errors is ended', async () => {
  const socket = await enterRaw();
  const end = next(socket, 'disconnect');
  for (let n = 0; n < 100; n++) socket.emit('nonsense', n);
  await end;
});

test('a page that is gone before it was let in leaves all the same', async () => {
  let open: () => void = () => undefined;
  harness.rooms.opening = new Promise((resolve) => (open = resolve));
  const socket = await harness.connectRaw();
  const heard = new Promise<void>((resolve) => {
    harness.server.sockets.sockets.forEach((served) => served.on('disconnect', () => resolve()));
  });
  socket.emit('enter', enter);
  socket.disconnect();
  await heard;
  const left = new Promise<void>((resolve) => {
    const { heard: log } = harness.rooms;
    log.push = (...words) => {
      if (words.includes('leave')) resolve();
      return Array.prototype.push.apply(log, words);
    };
  });
  open();
  await left;
});

test('behind a proxy, the address is the last that was forwarded', async () => {
  const proxied = await SocketHarness.open({ trustProxy: true });
  const socket = await proxied.connectRaw({ extraHeaders: { 'X-Forwarded-For': '10.9.9.9, 203.0.113.7' } });
  socket.emit('nonsense');
  await next(socket, 'protocolError');
  expect(proxied.reports).toMatchObject([{ details: { address: '203.0.113.7' } }]);
  await proxied.close();
});
