import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { rules } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort, start } from './hero-process.ts';
import { BusyPlayer } from './load.ts';
import { Witness } from './witness.ts';

const kills = Number(process.env['KILLS'] ?? 24);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const timeLimit = { timeout: 30_000 + kills * 5_000 };

let folder: string;
let port: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crash-'));
  port = await freePort();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Random numbers from 0 to below 1, reproducible by the seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Starts Hero on this test's folder and port, the same at every start. */
async function startHero({ settings = {}, maxFileBlocks = 0 } = {}) {
  const plenty = '1000000';
  const hero = start(
    {
      PORT: port,
      HERO_DATA: folder,
      HERO_LOG_LEVEL: 'silent',
      HERO_ACTIONS_PER_SECOND: plenty,
      HERO_ACTIONS_PER_SECOND_PER_ROOM: plenty,
      HERO_PAGES_PER_ADDRESS: plenty,
      HERO_WRONG_CODES_PER_MINUTE: plenty,
      ...settings,
    },
    { maxFileBlocks },
  );
  await hero.address;
  return hero;
}

/** Rooms full of busy players; two by default. */
async function startPlaying(count = 2) {
  const url = `http://127.0.0.1:${port}`;
  const codes = await Promise.all(Array.from({ length: count }, () => createRoom(url)));
  const rooms = codes.map((code) => {
    const witness = new Witness(code);
    const players = [1, 2, 3].map((number) => new BusyPlayer(`${code} ${number}`, code, url, witness));
    return { witness, players };
  });
  return { rooms, players: rooms.flatMap(({ players }) => players) };
}

async function createRoom(url: string): Promise<string> {
  const made: unknown = await (await fetch(`${url}/api/rooms`, { method: 'POST' })).json();
  return String(Reflect.get(Object(made), 'code'));
}

type Rooms = Awaited<ReturnType<typeof startPlaying>>['rooms'];

async function check(rooms: Rooms): Promise<void> {
  for (const { witness } of rooms) await witness.check(folder);
}

/** Lets the players stop, and expects that all agree with the record and that each of their actions counted once. */
async function expectAllCounted(rooms: Rooms, hero: Awaited<ReturnType<typeof startHero>>): Promise<void> {
  const all = rooms.flatMap(({ players }) => players);
  for (const player of all) player.returnToPage();
  await Promise.all(all.map((player) => player.stop()));
  await Promise.all(all.map((player) => player.catchUp()));
  const seen = rooms.map(({ players }) => players.map(({ link }) => link.view));
  hero.child.kill('SIGKILL');
  await hero.ended;
  await check(rooms);
  for (const [index, { witness, players }] of rooms.entries()) {
    const { state } = witness.replay();
    for (const view of seen[index] ?? []) expect(withoutPeople(view.officialState)).toEqual(withoutPeople(state));
    for (const player of players) player.mustBeCounted(witness);
    for (const { link } of players) link.close();
  }
}

/** Presence and names still change while the views are taken; the rest of the state must not. */
function withoutPeople(state: unknown): unknown {
  return { ...Object(state), people: [] };
}

describe('Hero under load', () => {
  test(
    `that is killed at random moments, ${kills} times, loses, duplicates and changes no action (SEED=${seed})`,
    timeLimit,
    async () => {
      const random = randomFrom(seed);
      let hero = await startHero();
      const { rooms, players } = await startPlaying();
      for (let kill = 0; kill < kills; kill += 1) {
        if (random() < 0.8) await Promise.any(players.map(({ link }) => link.when((view) => view.link === 'live')));
        await wait(random() * 200);
        hero.child.kill('SIGKILL');
        await hero.ended;
        await check(rooms);
        hero = await startHero();
        for (const player of players) player.returnToPage();
      }
      await expectAllCounted(rooms, hero);
      const recorded = rooms.reduce((sum, { witness }) => sum + witness.record.length, 0);
      // How much, a busy machine decides: ten lines are two people in five rounds, or five joins.
      expect(recorded, 'something happened').toBeGreaterThan(kills * 10);
    },
  );

  test(
    'that is stopped by a signal ends with code 0, and has recorded everything that it broadcast',
    timeLimit,
    async () => {
      let hero = await startHero();
      const { rooms, players } = await startPlaying();
      for (let stop = 0; stop < 5; stop += 1) {
        await Promise.all(players.map(({ link }) => link.when((view) => view.link === 'live')));
        const before = players.map(({ emitted }) => emitted.length);
        await Promise.all(players.map((player, index) => hasEmitted(player, (before[index] ?? 0) + 20)));
        hero.child.kill('SIGTERM');
        expect(await hero.ended).toMatchObject({ code: 0, errors: '' });
        await check(rooms);
        hero = await startHero();
        for (const player of players) player.returnToPage();
      }
      await expectAllCounted(rooms, hero);
    },
  );

  test('that has no space left notifies every page, and records again once it has', timeLimit, async () => {
    let hero = await startHero({ settings: { HERO_DATA_MB: '1' } });
    // A room keeps its last lines only, which are short: it takes some rooms to fill a megabyte.
    const { rooms, players } = await startPlaying(8);
    await Promise.all(players.map(({ link }) => link.when(({ notNow }) => notNow === 'not-recorded')));
    hero.child.kill('SIGKILL');
    await hero.ended;
    await check(rooms);
    hero = await startHero();
    for (const player of players) player.returnToPage();
    await Promise.all(players.map(({ link }) => link.when(({ notNow }) => notNow === null)));
    await expectAllCounted(rooms, hero);
  });

  test('whose disk fails in the middle of a write broadcasts nothing that is not recorded', timeLimit, async () => {
    // The journal is begun while there is space: a Hero that cannot begin it does not start.
    let hero = await startHero();
    const { rooms, players } = await startPlaying();
    for (const maxFileBlocks of [600, 900, 1200, 1500, 0]) {
      if (maxFileBlocks > 600)
        await Promise.all(players.map(({ link }) => link.when(({ notNow }) => notNow === 'not-recorded')));
      hero.child.kill('SIGKILL');
      await hero.ended;
      await check(rooms);
      hero = await startHero({ maxFileBlocks });
      for (const player of players) player.returnToPage();
      await Promise.all(players.map(({ link }) => link.when((view) => view.link === 'live' && view.notNow === null)));
    }
    await expectAllCounted(rooms, hero);
  });

  test('that is killed during "Get ready…" lights the button after the restart', timeLimit, async () => {
    let hero = await startHero();
    const url = `http://127.0.0.1:${port}`;
    const bob = new RoomLink({ rules, room: await createRoom(url), name: 'Bob', url });
    await bob.when(({ link }) => link === 'live');
    await bob.emit({ type: 'chooseGame', game: 'reflex' });
    await bob.emit({ type: 'openRound', round: 2 });
    hero.child.kill('SIGKILL');
    await hero.ended;
    expect(bob.view.officialState?.button).toEqual({ is: 'waiting' });
    hero = await startHero();
    const { officialState } = await bob.when((view) => view.officialState?.button.is === 'lit');
    expect(officialState).toMatchObject({ round: 2, button: { word: expect.any(Number) } });
    bob.close();
    hero.child.kill('SIGKILL');
    await hero.ended;
  });
});

/** Resolves when the player has emitted at least `count` actions. */
async function hasEmitted({ link, emitted }: BusyPlayer, count: number): Promise<void> {
  await link.when(() => emitted.length >= count);
}
