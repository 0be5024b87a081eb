import { rules } from '@button/mutations';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { next, TestHero, type Link } from './running-hero.ts';

const enter = { protocol: 4, rules: rules.id, name: 'Mallory', watches: false, personToken: null, returning: null };

let hero: TestHero;
let room: string;
let sue: Link;

beforeEach(async () => {
  hero = await TestHero.start();
  room = await hero.createRoom();
  sue = hero.enter(room, 'Sue');
  await sue.when(({ link }) => link === 'live');
});

/** After each test Sue pushes and wins, undisturbed by Mallory, and no failure is logged. */
afterEach(async () => {
  expect(await sue.emit({ type: 'clickTheButton', round: 1 })).toMatchObject({ kind: 'official' });
  expect(sue.view.officialState?.personWhoPushedFirst).toBe(sue.view.person);
  expect(hero.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  await hero.close();
});

async function enterRaw(): Promise<Socket> {
  const socket = hero.connectRaw();
  socket.emit('enter', { ...enter, room });
  await next(socket, 'welcome');
  return socket;
}

const push = { type: 'clickTheButton', round: 1 };

test.each([
  ['an unknown type', { type: 'giveMeThePrize' }, 'unknown-type'],
  ['no type', { round: 1 }, 'unknown-type'],
  ['a text for an object', 'clickTheButton', 'wrong-payload'],
  ['a wrong payload', { type: 'clickTheButton', round: 'first' }, 'wrong-payload'],
  ['an extra key', { ...push, place: 1 }, 'wrong-payload'],
  ['a person', { ...push, person: 'Sue' }, 'person-is-stamped-by-hero'],
  ["another page's clientId", { ...push, clientId: 'hers' }, 'wrong-payload'],
  ['the type constructor', { type: 'constructor', round: 1 }, 'unknown-type'],
  ['the type __proto__', { type: '__proto__', round: 1 }, 'unknown-type'],
  ['the type toString', { type: 'toString' }, 'unknown-type'],
])('an action with %s is recorded as refused, and logged', async (_, action, code) => {
  const socket = await enterRaw();
  socket.emit('emit', { clientSeq: 1, action });
  expect(await next(socket, 'official')).toMatchObject({ lines: [{ kind: 'refused', clientSeq: 1, code }] });
  expect(hero.log.at(-1)).toContain(`"code":"${code}"`);
});

test('an own key __proto__ in an action is refused, and reaches no mutation', async () => {
  const socket = await enterRaw();
  socket.io.engine.write(
    '2["emit",{"clientSeq":1,"action":{"type":"clickTheButton","round":1,"__proto__":{"person":"Sue"}}}]',
  );
  expect(await next(socket, 'official')).toMatchObject({
    lines: [{ kind: 'refused', clientSeq: 1, code: 'wrong-payload' }],
  });
});

test("an emit under another page's clientId is recorded as refused, under the clientId of its sender", async () => {
  const socket = await enterRaw();
  socket.emit('emit', { clientSeq: 1, clientId: 'hers', action: push });
  expect(await next(socket, 'official')).toMatchObject({ lines: [{ kind: 'refused', code: 'malformed' }] });
});

test('an action that is too large is recorded as refused', async () => {
  const socket = await enterRaw();
  socket.emit('emit', { clientSeq: 1, action: { type: 'takeName', name: 'x'.repeat(20_000) } });
  expect(await next(socket, 'official')).toMatchObject({
    lines: [{ kind: 'refused', clientSeq: 1, code: 'too-large' }],
  });
});

test('an action that only Hero may emit is refused by the mutation, the same everywhere', async () => {
  const mallory = hero.enter(room, 'Mallory');
  await mallory.when(({ link }) => link === 'live');
  const victim = sue.view.officialState?.people[0]?.clients[0] ?? '';
  expect(await mallory.emit({ type: 'leave', client: victim })).toEqual({ kind: 'refused', code: 'only-hero-may' });
});

test('a message that is not JSON is answered with a protocol error, and logged', async () => {
  const socket = await enterRaw();
  socket.io.engine.write('2["emit",{"clientSeq":1,');
  expect(await next(socket, 'protocolError')).toMatchObject({ code: 'not-json' });
  expect(hero.log.at(-1)).toContain('not-json');
});

test.each([
  ['an unknown room', { room: 'NOWHERE' }, 'unknown-room'],
  ['a forged person', { personToken: 'Sue.forged' }, 'wrong-person-token'],
  [
    "another page's clientId",
    { returning: { epoch: 'e', serverSeq: 0, clientId: 'hers', clientKey: 'forged' } },
    'wrong-client-key',
  ],
  ['a blank name', { name: ' ' }, 'wrong-name'],
  ['another protocol', { protocol: 99 }, 'wrong-version'],
])('a page that enters with %s is denied with the code, and it is logged', async (_, wrong, code) => {
  const socket = hero.connectRaw();
  const end = next(socket, 'disconnect');
  socket.emit('enter', { ...enter, room, ...wrong });
  expect(await next(socket, 'denied')).toMatchObject({ code });
  await end;
  expect(hero.log.at(-1)).toContain(`"code":"${code}"`);
});
