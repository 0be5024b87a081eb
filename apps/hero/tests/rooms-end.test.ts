import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enterAsMallory, next, TestHero, type Link } from './running-hero.ts';

let folder: string;
let hero: TestHero;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rooms-'));
  hero = await start();
});
afterEach(async () => {
  await hero.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Three rooms are as many as there may be. */
function start(environment: Readonly<Record<string, string>> = {}): Promise<TestHero> {
  return TestHero.start({ HERO_DATA: folder, HERO_ROOMS: '3', ...environment });
}

async function restart(environment?: Readonly<Record<string, string>>): Promise<void> {
  await hero.close();
  hero = await start(environment);
}

const isLive = ({ link }: Link['view']) => link === 'live';

/** A room in which these people have met. */
async function roomOf(...names: readonly string[]): Promise<string> {
  const room = await hero.createRoom();
  for (const name of names) await hero.enter(room, name).when(isLive);
  return room;
}

/** How Hero answers Mallory, who asks for a room with the token that she was given. */
async function answerTo(room: string, personToken: string | null = null): Promise<unknown> {
  const socket = hero.connectRaw({ room });
  const answer = Promise.race([next(socket, 'denied'), next(socket, 'welcome').then(() => 'welcome')]);
  socket.emit('enter', { ...enterAsMallory, personToken });
  return answer;
}

const newRoom = async () => (await fetch(`${hero.url}/api/rooms`, { method: 'POST' })).status;

test('after a restart, a room in which nobody met still makes way for a new one, and one in which people met never does', async () => {
  const [met, alone, unused] = [await roomOf('Bob', 'Sue'), await roomOf('Ann'), await roomOf()];
  await restart();
  const added = [await roomOf('Eve', 'Joe'), await roomOf('Kim', 'Lee')];
  expect(await newRoom()).toBe(503);
  for (const room of [alone, unused]) expect(await answerTo(room)).toMatchObject({ code: 'unknown-room' });
  for (const room of [met, ...added]) expect(await answerTo(room)).toBe('welcome');
  expect(hero.log.filter((line) => line.includes('deleted for a new room'))).toHaveLength(2);
});

test('an address that has its number of rooms is told so, as long as people have met in all of them', async () => {
  await restart({ HERO_ROOMS_PER_ADDRESS: '1' });
  await roomOf('Bob', 'Sue');
  const response = await fetch(`${hero.url}/api/rooms`, { method: 'POST' });
  expect([response.status, await response.json()]).toEqual([429, { error: 'too-many-rooms' }]);
});

test('when wrong codes are used up in all, a right code is answered like a wrong one, and a token lets its owner in', async () => {
  const room = await roomOf('Bob', 'Sue');
  const { personToken } = await hero.enterRaw(room);
  await restart({ HERO_WRONG_CODES_IN_ALL: '2' });
  for (let guess = 0; guess < 2; guess += 1)
    expect(await answerTo(`WRONG${guess}`)).toMatchObject({ code: 'unknown-room' });
  for (const code of ['WRONG', room]) expect(await answerTo(code)).toMatchObject({ code: 'too-many-wrong-codes' });
  expect(await answerTo(room, personToken)).toBe('welcome');
});
