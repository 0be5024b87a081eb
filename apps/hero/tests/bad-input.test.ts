import { afterEach, beforeEach, expect, test } from 'vitest';
import { enterAsMallory, next, TestHero, type Link } from './running-hero.ts';

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
  expect(await sue.emit({ type: 'push', round: 1 })).toMatchObject({ kind: 'official' });
  expect(sue.view.officialState?.personWhoPushedFirst).toBe(sue.view.person);
  expect(hero.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  await hero.close();
});

/** The lines on the wire in which this client's first action, and nothing else, is refused. */
const refusal = (clientId: number, code: string) => [expect.any(Number), expect.any(Number), [clientId, 1, null, code]];

const push = { type: 'push', round: 1 };

test.each([
  ['an unknown type', { type: 'giveMeThePrize' }, 'unknown-type'],
  ['no type', { round: 1 }, 'unknown-type'],
  ['a text for an object', 'push', 'wrong-payload'],
  ['a wrong payload', { type: 'push', round: 'first' }, 'wrong-payload'],
  ['an extra key', { ...push, place: 1 }, 'wrong-payload'],
  ['a person', { ...push, person: 'Sue' }, 'person-is-stamped-by-hero'],
  ["another page's clientId", { ...push, clientId: 2 }, 'wrong-payload'],
  ['the type constructor', { type: 'constructor', round: 1 }, 'unknown-type'],
  ['the type __proto__', { type: '__proto__', round: 1 }, 'unknown-type'],
  ['the type toString', { type: 'toString' }, 'unknown-type'],
])('an action with %s is recorded as refused, and logged', async (_, action, code) => {
  const { socket, clientId } = await hero.enterRaw(room);
  socket.emit('emit', [1, action]);
  expect(await next(socket, 'lines')).toEqual(refusal(clientId, code));
  expect(hero.log.at(-1)).toContain(`"code":"${code}"`);
});

test('an own key __proto__ in an action is refused, and reaches no mutation', async () => {
  const { socket, clientId } = await hero.enterRaw(room);
  socket.io.engine.write('2["emit",[1,{"type":"push","round":1,"__proto__":{"person":"Sue"}}]]');
  expect(await next(socket, 'lines')).toEqual(refusal(clientId, 'wrong-payload'));
});

test("an emit under another page's clientId is recorded as refused, under the clientId of its sender", async () => {
  const { socket, clientId } = await hero.enterRaw(room);
  expect(clientId).not.toBe(sue.view.clientId);
  socket.emit('emit', [1, push, sue.view.clientId]);
  expect(await next(socket, 'lines')).toEqual(refusal(clientId, 'malformed'));
});

test('an action that is too large is recorded as refused', async () => {
  const { socket, clientId } = await hero.enterRaw(room);
  socket.emit('emit', [1, { type: 'takeName', name: 'x'.repeat(20_000) }]);
  expect(await next(socket, 'lines')).toEqual(refusal(clientId, 'too-large'));
});

test('an action that only Hero may emit is refused by the mutation, the same everywhere', async () => {
  const mallory = hero.enter(room, 'Mallory');
  await mallory.when(({ link }) => link === 'live');
  const victim = sue.view.officialState?.people[0]?.clients[0] ?? 0;
  expect(await mallory.emit({ type: 'leave', client: victim })).toEqual({ kind: 'refused', code: 'only-hero-may' });
});

test('a message that is not JSON is answered with a protocol error, and logged', async () => {
  const { socket } = await hero.enterRaw(room);
  socket.io.engine.write('2["emit",[1,{');
  expect(await next(socket, 'protocolError')).toMatchObject({ code: 'not-json' });
  expect(hero.log.at(-1)).toContain('not-json');
});

const returning = { epoch: 'e', serverSeq: 0, clientId: 2, clientKey: 'forged' };

test.each([
  ['a forged person', { personToken: 'Sue.forged' }, {}, 'wrong-person-token'],
  ["another page's clientId", { returning }, {}, 'wrong-client-key'],
  ['a clientId that is no number', { returning: { ...returning, clientId: 'hers' } }, {}, 'malformed'],
  ['a blank name', { name: ' ' }, {}, 'name-is-missing'],
  ['a room in its first message', { room: 'TOMAKI' }, {}, 'malformed'],
  ['an unknown room in its address', {}, { room: 'NOWHERE' }, 'unknown-room'],
  ['another protocol in its address', {}, { protocol: '99' }, 'wrong-version'],
  ['other rules in its address', {}, { rules: 'older' }, 'wrong-version'],
])('a page that enters with %s is denied with the code, and it is logged', async (_, message, query, code) => {
  const socket = hero.connectRaw({ room, ...query });
  const end = next(socket, 'disconnect');
  socket.emit('enter', { ...enterAsMallory, ...message });
  expect(await next(socket, 'denied')).toMatchObject({ code });
  await end;
  expect(hero.log.at(-1)).toContain(`"code":"${code}"`);
});
