import type { Socket } from 'socket.io-client';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { next, TestHero } from './running-hero.ts';

let hero: TestHero;
beforeAll(async () => {
  hero = await TestHero.start({ HERO_TURN_URLS: 'turn:turn.example', HERO_TURN_SECRET: 'north' });
});
afterAll(() => hero.close());

const serversSchema = v.tuple([v.object({ username: v.string() })]);

/** What arrives before the answer to a question that is asked later: Hero answers in order. */
async function answersTo(socket: Socket, ask: () => void): Promise<readonly string[]> {
  const names: string[] = [];
  const listen = (name: string) => names.push(name);
  socket.onAny(listen);
  ask();
  socket.emit('catchUp', { epoch: '', serverSeq: null });
  await next(socket, 'caughtUp');
  socket.offAny(listen);
  return names;
}

test('a page gets passwords for TURN, and signals, only when its room has direct links and its person has agreed', async () => {
  const room = await hero.createRoom();
  const bob = hero.enter(room, 'Bob');
  await bob.when(({ link }) => link === 'live');
  const { socket: sue, clientId } = await hero.enterRaw(room, { name: 'Sue' });
  const { socket: ann } = await hero.enterRaw(room, { name: 'Ann' });
  const signals: unknown[] = [];
  sue.on('signal', (signal) => signals.push(signal));
  /** What Sue is told while Ann signals to her and she asks. */
  const whatSueIsTold = async () => {
    await answersTo(ann, () => ann.emit('signal', { to: clientId, content: { ready: true } }));
    return answersTo(sue, () => sue.emit('askIceServers', {}));
  };

  expect(await whatSueIsTold()).toEqual(['caughtUp']);
  await bob.emit({ type: 'allowDirectLinks', allowed: true });
  expect(await whatSueIsTold()).not.toContain('iceServers');

  sue.emit('emit', [1, { type: 'agreeToLinks', agreed: true }]);
  await bob.when(({ officialState }) => officialState?.agreedToLinks.length === 2);
  const servers = next(sue, 'iceServers');
  expect(await whatSueIsTold()).toContain('iceServers');
  const [{ username }] = v.parse(serversSchema, await servers);
  const [expires = 0, forClient] = username.split(':').map(Number);
  expect(forClient).toBe(clientId);
  expect(expires * 1_000 - Date.now()).toBeLessThanOrEqual(600_000);
  expect(signals).toEqual([]);

  ann.emit('emit', [1, { type: 'agreeToLinks', agreed: true }]);
  await bob.when(({ officialState }) => officialState?.agreedToLinks.length === 3);
  await whatSueIsTold();
  expect(signals).toHaveLength(1);

  await bob.emit({ type: 'allowDirectLinks', allowed: false });
  expect(await whatSueIsTold()).not.toContain('iceServers');
  expect(signals).toHaveLength(1);
});
