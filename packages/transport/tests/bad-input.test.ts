import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RoomLink } from '../src/client/index.ts';
import { add, isLive } from './contract.ts';
import { linesIn, next, SocketHarness } from './socket-harness.ts';

const rules = notesRules.id;
const enter = {
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

/** After each test another page still works undisturbed, and no failure was reported. */
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

/** Bypasses the encoder, as only a client that is not ours would. */
function sendRaw(socket: Socket, packet: string | Buffer): void {
  socket.io.engine.write(packet);
}

describe('a page that enters with a bad message is denied with a clear code', () => {
  const cases: readonly [string, unknown, object][] = [
    ['a text for an object', 'hello', { code: 'malformed' }],
    ['null', null, { code: 'malformed' }],
    ['an incomplete one', { name: 'Mallory' }, { code: 'malformed' }],
    ['one with an unknown key', { ...enter, admin: true }, { code: 'malformed' }],
    ['one with an incomplete returning', { ...enter, returning: { clientId: 'a' } }, { code: 'malformed' }],
  ];
  test.each(cases)('entering with %s', async (_, message, denial) => {
    const socket = await harness.connectRaw();
    const end = next(socket, 'disconnect');
    socket.emit('enter', message);
    expect(await next(socket, 'denied')).toMatchObject(denial);
    await end;
    expect(harness.reports).toMatchObject([denial].map(({ code }: { code?: string }) => ({ code })));
  });

  const addresses: readonly [string, Record<string, string>, object][] = [
    ['another protocol', { protocol: '0' }, { code: 'wrong-version', protocol: 5, rules }],
    ['other rules', { rules: '2' }, { code: 'wrong-version', protocol: 5, rules }],
    ['an unknown room', { room: 'NOWHERE' }, { code: 'unknown-room' }],
  ];
  test.each(addresses)('a connection whose address names %s', async (_, query, denial) => {
    const socket = await harness.connectRaw({ query });
    const end = next(socket, 'disconnect');
    socket.emit('enter', enter);
    expect(await next(socket, 'denied')).toMatchObject(denial);
    await end;
  });

  test.each(['emit', 'catchUp'])('"%s" before entering is answered with an error', async (event) => {
    const socket = await harness.connectRaw();
    socket.emit(event, [1, add('early')]);
    expect(await next(socket, 'protocolError')).toEqual({ code: 'enter-first' });
  });

  test('a message that arrives while the page is still entering is answered with an error', async () => {
    let open: () => void = () => undefined;
    harness.rooms.opening = new Promise((resolve) => (open = resolve));
    const socket = await harness.connectRaw();
    socket.emit('enter', enter);
    socket.emit('emit', [1, add('early')]);
    expect(await next(socket, 'protocolError')).toEqual({ code: 'enter-first' });
    open();
    await next(socket, 'welcome');
  });
});

describe('an invalid message is answered with an error, and the connection stays', () => {
  const cases: readonly [string, (socket: Socket) => void, string][] = [
    ['a second enter', (socket) => socket.emit('enter', enter), 'already-entered'],
    ['an unknown event', (socket) => socket.emit('constructor', {}), 'unknown-event'],
    ['an emit without a number', (socket) => socket.emit('emit', [add('x')]), 'malformed'],
    ['an emit that is a text', (socket) => socket.emit('emit', 'x'), 'malformed'],
    ['an emit with number 0', (socket) => socket.emit('emit', [0, add('x')]), 'malformed'],
    ['an emit with a fractional number', (socket) => socket.emit('emit', [1.5, add('x')]), 'malformed'],
    [
      'an emit with a number above the safe integers',
      (socket) => socket.emit('emit', [2 ** 53, add('x')]),
      'malformed',
    ],
    ['an emit without a message', (socket) => socket.emit('emit'), 'malformed'],
    ['a wrong catchUp', (socket) => socket.emit('catchUp', { epoch: 1 }), 'malformed'],
    ['a signal without a recipient', (socket) => socket.emit('signal', { content: { ready: true } }), 'malformed'],
    [
      'a signal with an unknown key',
      (socket) => socket.emit('signal', { to: 1, content: { ready: true, action: add('x') } }),
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
    ['a packet that is not JSON', (socket) => sendRaw(socket, '2["emit",{'), 'not-json'],
    ['a packet whose JSON is not an event', (socket) => sendRaw(socket, '2{"emit":1}'), 'not-json'],
    ['an unknown packet type', (socket) => sendRaw(socket, '9[]'), 'not-json'],
    [
      'nesting that is too deep',
      (socket) => sendRaw(socket, `2["catchUp",${'['.repeat(1_500)}${']'.repeat(1_500)}]`),
      'too-large',
    ],
    ['an attachment', (socket) => socket.emit('emit', [1, Buffer.from('x')]), 'binary'],
    ['a binary frame', (socket) => sendRaw(socket, Buffer.from('x')), 'binary'],
  ];
  test.each(cases)('%s', async (_, send, code) => {
    const socket = await enterRaw();
    send(socket);
    expect(await next(socket, 'protocolError')).toMatchObject({ code });
    expect(harness.reports[0]).toMatchObject({ code, details: { address: '127.0.0.1' } });
    socket.emit('emit', [1, add('a valid action')]);
    expect(linesIn(await next(socket, 'lines'))).toMatchObject([{ kind: 'action', clientSeq: 1 }]);
  });
});

describe('a malformed emit with a number is recorded as refused, so that its client can continue', () => {
  const cases: readonly [string, unknown, string][] = [
    ['too large', [1, add(big)], 'too-large'],
    ['with a clientId of another page', [1, add('x'), 1], 'malformed'],
    ['without an action', [1], 'wrong-payload'],
    ['with a number that is no safe integer', [1, { ...add('x'), count: 2 ** 53 }], 'wrong-payload'],
    ['with a fraction, deep inside', [1, { ...add('x'), list: [{ count: 0.5 }] }], 'wrong-payload'],
    ['that is nested too deep', [1, { ...add('x'), list: nested(60) }], 'wrong-payload'],
  ];
  test.each(cases)('%s', async (_, message, code) => {
    const socket = await enterRaw();
    socket.emit('emit', message);
    expect(linesIn(await next(socket, 'lines'))).toMatchObject([{ kind: 'refused', clientSeq: 1, code }]);
    socket.emit('emit', [2, add('next')]);
    expect(linesIn(await next(socket, 'lines'))).toMatchObject([{ kind: 'action', clientSeq: 2 }]);
  });
});

test.each(['1e999', '-1e999', '-0'])(
  '%s, which would be another number when it is loaded, is refused',
  async (number) => {
    const socket = await enterRaw();
    sendRaw(socket, `2["emit",[1,{"type":"add","text":"x","count":${number}}]]`);
    expect(linesIn(await next(socket, 'lines'))).toMatchObject([{ kind: 'refused', code: 'wrong-payload' }]);
  },
);

test('the acknowledgement id of an emit is ignored', async () => {
  const socket = await enterRaw();
  const acknowledge = vi.fn();
  socket.emit('emit', [1, add('with an id')], acknowledge);
  expect(linesIn(await next(socket, 'lines'))).toMatchObject([{ kind: 'action', clientSeq: 1 }]);
  socket.emit('emit', [2, add('without one')]);
  expect(linesIn(await next(socket, 'lines'))).toMatchObject([{ kind: 'action', clientSeq: 2 }]);
  expect(acknowledge).not.toHaveBeenCalled();
});

test('a message beyond the hard limit closes its connection, and no other', async () => {
  const socket = await enterRaw();
  const end = next(socket, 'disconnect');
  socket.emit('emit', [1, add('x'.repeat(100_000))]);
  await end;
});

test('a connection is closed after a hundred errors', async () => {
  const socket = await enterRaw();
  const end = next(socket, 'disconnect');
  for (let n = 0; n < 100; n++) socket.emit('nonsense', n);
  await end;
});

test('a page that disconnects while it is entering leaves the room once it has entered', async () => {
  let open: () => void = () => undefined;
  harness.rooms.opening = new Promise((resolve) => (open = resolve));
  const socket = await harness.connectRaw();
  const disconnected = new Promise<void>((resolve) => {
    harness.server.sockets.sockets.forEach((served) => served.on('disconnect', () => resolve()));
  });
  socket.emit('enter', enter);
  socket.disconnect();
  await disconnected;
  const left = new Promise<void>((resolve) => {
    const { calls } = harness.rooms;
    calls.push = (...added) => {
      if (added.includes('leave')) resolve();
      return Array.prototype.push.apply(calls, added);
    };
  });
  open();
  await left;
});

test('behind a proxy, the address is the last forwarded one', async () => {
  const proxied = await SocketHarness.open({ trusted: 1 });
  const socket = await proxied.connectRaw({ extraHeaders: { 'X-Forwarded-For': '10.9.9.9, 203.0.113.7' } });
  socket.emit('nonsense');
  await next(socket, 'protocolError');
  expect(proxied.reports).toMatchObject([{ details: { address: '203.0.113.7' } }]);
  await proxied.close();
});

test('a thousand packets that open a socket open one', async () => {
  const socket = await harness.connectRaw();
  const before = harness.server.sockets.sockets.size;
  for (let count = 0; count < 1_000; count += 1) sendRaw(socket, '0');
  // Packets of one connection are read in order: when this is answered, those before it have been read.
  socket.emit('catchUp', { epoch: '', serverSeq: 0 });
  expect(await next(socket, 'protocolError')).toEqual({ code: 'enter-first' });
  expect(harness.server.sockets.sockets.size).toBe(before);
});

function nested(depth: number): unknown {
  return depth === 0 ? 0 : [nested(depth - 1)];
}
