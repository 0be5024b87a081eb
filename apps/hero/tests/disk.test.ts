import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules, type GameIntent } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import type { Recorded } from '@button/sync/log';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { openLogs } from '../src/open-logs.ts';
import { start } from './hero-process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** At a signal, the disk confirms nothing more: it is said on standard output what it is asked instead. */
const unconfirming = (answer: string) => `
  import fs from 'node:fs';
  const { fdatasync } = fs;
  process.once('SIGUSR2', () => {
    const held = [];
    fs.fdatasync = (file, done) => {
      ${answer}
      process.stdout.write('the disk was asked\\n');
    };
    process.once('SIGUSR2', () => {
      fs.fdatasync = fdatasync;
      for (const [file, done] of held) fdatasync(file, done);
    });
    process.stdout.write('the disk confirms nothing\\n');
  });`;

/** A Hero on this test's folder, and Bob and Sue in a room of it. */
async function startPlaying(preload: string) {
  const hero = start({ PORT: '0', HERO_DATA: folder, HERO_LOG_LEVEL: 'silent' }, { preload });
  const url = await hero.address;
  const made: unknown = await (await fetch(`${url}/api/rooms`, { method: 'POST' })).json();
  const room = String(Reflect.get(Object(made), 'code'));
  const [bob, sue] = ['Bob', 'Sue'].map((name) => new RoomLink({ rules, room, name, url }));
  if (!bob || !sue) throw new Error('two play');
  for (const link of [bob, sue]) await link.when((view) => view.officialState?.people.length === 2);
  const says = (text: string) =>
    new Promise<void>((resolve) =>
      hero.child.stdout.on('data', (data: Buffer) => {
        if (data.toString().includes(text)) resolve();
      }),
    );
  const stopConfirming = async () => {
    const stopped = says('the disk confirms nothing');
    hero.child.kill('SIGUSR2');
    await stopped;
  };
  const end = async () => {
    for (const link of [bob, sue]) link.close();
    hero.child.kill('SIGKILL');
    await hero.ended;
  };
  return { hero, url, room, bob, sue, says, stopConfirming, end };
}

async function recordOf(room: string): Promise<readonly Recorded<GameIntent>[]> {
  const logs = await openLogs(readConfig({ HERO_DATA: folder }));
  const record: Recorded<GameIntent>[] = [];
  const log = await logs.open(room);
  await log?.subscribe(log.truncatedTo, (lines) => record.push(...lines));
  await logs.close();
  return record;
}

const pushes = (record: readonly Recorded<GameIntent>[]) =>
  record.filter((line) => line.kind === 'action' && line.action.type === 'push');

test('nobody is told of a push before the disk has confirmed that it is recorded', async () => {
  const { hero, url, bob, sue, says, stopConfirming, end } = await startPlaying(
    unconfirming('held.push([file, done]);'),
  );
  await stopConfirming();
  const asked = says('the disk was asked');
  const settled = bob.emit({ type: 'push', round: 1 });
  await asked;
  // Hero is not held up: it answers others meanwhile, and would have told of the push.
  for (let count = 0; count < 20; count += 1) expect((await fetch(`${url}/livez`)).status).toBe(200);
  for (const { view } of [bob, sue]) expect(view.officialState?.pushes).toEqual([]);
  expect(bob.view.unsettled).toBe(1);
  hero.child.kill('SIGUSR2');
  expect(await settled).toMatchObject({ kind: 'official' });
  await sue.when(({ officialState }) => officialState?.personWhoPushedFirst === bob.view.person);
  await end();
});

test('of a push that the disk has failed to confirm nobody is told, and it does not come back', async () => {
  const { room, bob, sue, stopConfirming, end } = await startPlaying(
    unconfirming("setImmediate(done, new Error('EIO'));"),
  );
  await stopConfirming();
  void bob.emit({ type: 'push', round: 1 });
  for (const link of [bob, sue]) {
    await link.when(({ notNow }) => notNow === 'not-recorded');
    expect(link.view.officialState?.pushes).toEqual([]);
  }
  await end();
  const record = await recordOf(room);
  expect(pushes(record)).toEqual([]);
  expect(record.filter(({ kind }) => kind === 'join').length).toBeGreaterThanOrEqual(2);
});

/** At a signal, the disk is full: no file can be begun, until a second signal. */
const filling = `
  import fs from 'node:fs';
  const { statfs, open } = fs.promises;
  process.once('SIGUSR2', () => {
    fs.promises.statfs = async (path) => Object.assign(await statfs(path), { bavail: 0 });
    fs.promises.open = (file, flags, mode) =>
      flags === 'w' ? Promise.reject(new Error('ENOSPC')) : open(file, flags, mode);
    process.once('SIGUSR2', () => Object.assign(fs.promises, { statfs, open }));
  });`;

test('on a full disk Hero is not ready, and those who are there play on; it is ready again once there is space', async () => {
  const { hero, url, bob, sue, end } = await startPlaying(filling);
  const readiness = async () => {
    const response = await fetch(`${url}/readyz`);
    const body: unknown = await response.json();
    return [response.status, body];
  };
  expect(await readiness()).toEqual([200, { status: 'ready' }]);
  hero.child.kill('SIGUSR2');
  const isFull = [503, { status: 'not-ready', reasons: ['no-space'] }];
  await vi.waitFor(async () => expect(await readiness()).toEqual(isFull), 10_000);
  expect((await fetch(`${url}/api/rooms`, { method: 'POST' })).status).toBe(503);
  expect(await bob.emit({ type: 'push', round: 1 })).toMatchObject({ kind: 'official' });
  await sue.when(({ officialState }) => officialState?.personWhoPushedFirst === bob.view.person);
  hero.child.kill('SIGUSR2');
  await vi.waitFor(async () => expect((await readiness())[0]).toBe(200), 10_000);
  expect((await fetch(`${url}/api/rooms`, { method: 'POST' })).status).toBe(201);
  await end();
});
