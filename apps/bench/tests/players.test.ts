import { serve, type RunningServer } from '@button/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { app } from '../src/game/small-game.ts';
import { enterBare } from '../src/players/bare-player.ts';
import { Crowd } from '../src/players/crowd.ts';
import { enterWithLink } from '../src/players/link-player.ts';
import { TcpSockets } from '../src/players/tcp-sockets.ts';

const sockets = new TcpSockets();
let server: RunningServer;
const crowdOf = (enter: typeof enterBare) => new Crowd(enter, `http://127.0.0.1:${server.port}`, sockets);

beforeAll(async () => {
  server = await serve({ app, host: '127.0.0.1', timeouts: { lostLink: 20 } });
});
afterAll(() => server.close());

test.each([
  ['bare clients', enterBare],
  ['our own clients', enterWithLink],
])('%s know of each other, and of every press', async (_name, enter) => {
  const crowd = crowdOf(enter);
  expect(await crowd.enter('TOMAKI', 5)).toBeGreaterThan(0);
  expect(await crowd.pressTogether()).toBeGreaterThan(0);
  expect(await crowd.pressOften(20)).toBeGreaterThan(0);
  expect(await crowd.load(100, 100)).toBeGreaterThan(0);
  crowd.leave();
});

test('a newcomer knows the room, and the bytes that they received are counted', async () => {
  const crowd = crowdOf(enterBare);
  await crowd.enter('SITUNE', 2);
  expect(await crowd.join('SITUNE')).toBeGreaterThan(0);
  expect(crowd.bytesOfJoin).toBeGreaterThan(100);
  crowd.leave();
});
