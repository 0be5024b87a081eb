import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RoomLink } from '../src/client.ts';
import { add, isLive, until } from './contract.ts';
import { next, SocketGround } from './socket-ground.ts';

const mutations = notesRules.id;
const enter = { protocol: 3, mutations, room: 'PLAY', name: 'Mallory', personToken: null, returning: null };
const big = 'x'.repeat(2000);

let ground: SocketGround;
let bob: RoomLink<Notes, NotesIntent>;

beforeEach(async () => {
  ground = await SocketGround.open();
  bob = ground.enter('Bob');
  await until(bob, isLive);
});

/** Whatever happened: somebody else's game goes on, and the log knows of nothing that failed. */
afterEach(async () => {
  expect(await bob.emit(add('undisturbed'))).toMatchObject({ kind: 'official' });
  expect(ground.reports.filter(({ code }) => code === 'failure')).toEqual([]);
  await ground.close();
});

async function enterRaw(): Promise<Socket> {
  const socket = await ground.connectRaw();
  socket.emit('enter', enter);
  await next(socket, 'welcome');
  return socket;
}

/** Past the encoder, as only a stranger's client would. */
function sayRaw(socket: Socket, packet: string | Buffer): void {
  socket.io.engine.write(packet);
}

describe('before the welcome, a bad message ends the visit with a clear refusal', () => {
  const cases: readonly [string, unknown, object][] = [
    ['no object', 'hello', { code: 'malformed' }],
    ['null', null, { code: 'malformed' }],
    ['an incomplete one', { protocol: 3, mutations }, { code: 'malformed' }],
    ['one with something unknown in it', { ...enter, admin: true }, { code: 'malformed' }],
    ['one with half a returning', { ...enter, returning: { clientId: 'a' } }, { code: 'malformed' }],
    ['another protocol', { ...enter, protocol: 0 }, { code: 'wrong-version', protocol: 3, mutations }],
    ['other mutations', { ...enter, mutations: '2' }, { code: 'wrong-version', protocol: 3, mutations }],
    [
      'another protocol in another shape',
      { protocol: 7, mutations: 'x', hello: 'from the future' },
      { code: 'wrong-version' },
    ],
    ['an unknown room', { ...enter, room: 'NOWHERE' }, { code: 'unknown-room' }],
  ];
  test.each(cases)('entering with %s', async (_, message, refusal) => {
    const socket = await ground.connectRaw();
    const end = next(socket, 'disconnect');
    socket.emit('enter', message);
    expect(await next(socket, 'refused')).toMatchObject(refusal);
    await end;
    expect(ground.reports).toMatchObject([refusal].map(({ code }: { code?: string }) => ({ code })));
  });

  test.each(['emit', 'catchUp'])('"%s" is told to enter first', async (event) => {
    const socket = await ground.connectRaw();
    socket.emit(event, { clientSeq: 1, action: add('early') });
    expect(await next(socket, 'refused')).toEqual({ code: 'enter-first' });
  });

  test('what comes while the door is still opening is told to enter first', async () => {
    let openDoor: () => void = () => undefined;
    ground.house.door = new Promise((resolve) => (openDoor = resolve));
    const socket = await ground.connectRaw();
    socket.emit('enter', enter);
    socket.emit('emit', { clientSeq: 1, action: add('early') });
    expect(await next(socket, 'refused')).toEqual({ code: 'enter-first' });
    openDoor();
    await next(socket, 'welcome');
  });
});

describe('a message that cannot be understood is refused, and the connection goes on', () => {
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
    ['a signal for nobody', (socket) => socket.emit('signal', { content: { ready: true } }), 'malformed'],
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
      'one that wants an acknowledgement',
      (socket) => socket.emit('catchUp', { epoch: 'e', serverSeq: 0 }, () => undefined),
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
    expect(await next(socket, 'refused')).toMatchObject({ code });
    expect(ground.reports[0]).toMatchObject({ code, details: { address: '127.0.0.1' } });
    socket.emit('emit', { clientSeq: 1, action: add('and now something right') });
    expect(await next(socket, 'official')).toMatchObject({ recorded: [{ kind: 'action', clientSeq: 1 }] });
  });
});

describe('a numbered action that is not even looked at is recorded as refused, so that its client moves on', () => {
  const cases: readonly [string, unknown, string][] = [
    ['too large', { clientSeq: 1, action: add(big) }, 'too-large'],
    ["with somebody else's clientId", { clientSeq: 1, clientId: 'hero', action: add('x') }, 'malformed'],
    ['without an action', { clientSeq: 1 }, 'malformed'],
  ];
  test.each(cases)('%s', async (_, message, code) => {
    const socket = await enterRaw();
    socket.emit('emit', message);
    expect(await next(socket, 'official')).toMatchObject({ recorded: [{ kind: 'refused', clientSeq: 1, code }] });
    socket.emit('emit', { clientSeq: 2, action: add('next') });
    expect(await next(socket, 'official')).toMatchObject({ recorded: [{ kind: 'action', clientSeq: 2 }] });
  });
});

test('a message beyond the hard limit ends its connection, and no other', async () => {
  const socket = await enterRaw();
  const end = next(socket, 'disconnect');
  socket.emit('emit', { clientSeq: 1, action: add('x'.repeat(100_000)) });
  await end;
});

test('whoever is refused a hundred times on one connection is cut off', async () => {
  const socket = await enterRaw();
  const end = next(socket, 'disconnect');
  for (let n = 0; n < 100; n++) socket.emit('nonsense', n);
  await end;
});

test('who is gone before the door opened has left the house all the same', async () => {
  let openDoor: () => void = () => undefined;
  ground.house.door = new Promise((resolve) => (openDoor = resolve));
  const socket = await ground.connectRaw();
  const heard = new Promise<void>((resolve) => {
    ground.pipe.sockets.sockets.forEach((served) => served.on('disconnect', () => resolve()));
  });
  socket.emit('enter', enter);
  socket.disconnect();
  await heard;
  const left = new Promise<void>((resolve) => {
    const { heard: log } = ground.house;
    log.push = (...words) => {
      if (words.includes('leave')) resolve();
      return Array.prototype.push.apply(log, words);
    };
  });
  openDoor();
  await left;
});

test('behind a proxy, the address is the last that was forwarded', async () => {
  const proxied = await SocketGround.open({ trustProxy: true });
  const socket = await proxied.connectRaw({ extraHeaders: { 'X-Forwarded-For': '10.9.9.9, 203.0.113.7' } });
  socket.emit('nonsense');
  await next(socket, 'refused');
  expect(proxied.reports).toMatchObject([{ details: { address: '203.0.113.7' } }]);
  await proxied.close();
});
