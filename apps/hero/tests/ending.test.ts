import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { Readable } from 'node:stream';
import { rules } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { start } from './hero-process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(joinPath(tmpdir(), 'ending-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function startHero(preload = '', level = 'silent') {
  const hero = start({ PORT: '0', HERO_DATA: folder, HERO_LOG_LEVEL: level }, { preload });
  return { ...hero, url: await hero.address };
}

/** Bob's page, in a new room. */
async function enter(url: string) {
  const made: unknown = await (await fetch(`${url}/api/rooms`, { method: 'POST' })).json();
  const bob = new RoomLink({ rules, room: String(Reflect.get(Object(made), 'code')), name: 'Bob', url });
  await bob.when(({ link }) => link === 'live');
  return bob;
}

/** Resolves when the process prints this. */
function printed(stream: Readable, text: string): Promise<void> {
  return new Promise((resolve) =>
    stream.on('data', (data: Buffer) => {
      if (data.toString().includes(text)) resolve();
    }),
  );
}

/** The head of a request. */
const head = (...lines: readonly string[]) => `${[...lines, 'Host: hero'].join('\r\n')}\r\n\r\n`;

const webSocket = head(
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  `Sec-WebSocket-Key: ${Buffer.from('sixteen letters!').toString('base64')}`,
);
const halfAPost = head('POST /api/rooms HTTP/1.1', 'Content-Length: 10', 'Expect: 100-continue');

/** A connection that says this, hears the first answer, and from then on neither speaks nor hears. */
async function openSilent(url: string, text: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  if (text === '') return;
  socket.write(text);
  await once(socket, 'data');
  socket.pause();
}

/** Opens a session of long-polling; resolves to its address. */
async function openPolling(url: string): Promise<string> {
  const address = `${url}/socket.io/?EIO=4&transport=polling`;
  const opened: unknown = JSON.parse((await (await fetch(address)).text()).slice(1));
  return `${address}&sid=${String(Reflect.get(Object(opened), 'sid'))}`;
}

test('a signal ends Hero in order, even while connections are held open', async () => {
  const hero = await startHero();
  for (const text of ['', webSocket, halfAPost]) await openSilent(hero.url, text);
  await openPolling(hero.url);
  const polled = await openPolling(hero.url);
  await fetch(polled, { method: 'POST', body: '40' });
  // The first answer says that the session is open; the next one never comes.
  await (await fetch(polled)).text();
  const unanswered = fetch(polled).catch(() => null);
  const bob = await enter(hero.url);
  hero.child.kill('SIGTERM');
  expect(await hero.ended).toMatchObject({ code: 0, errors: '' });
  await unanswered;
  bob.close();
});

/** At a signal, the disk confirms nothing more. */
const hanging = `
  import fs from 'node:fs';
  process.once('SIGUSR2', () => {
    fs.fdatasync = () => process.stdout.write('the disk was asked');
    process.stdout.write('the disk hangs');
  });`;

test('a second signal ends Hero at once, but not one that comes together with the first', async () => {
  const { child, url, ended } = await startHero(hanging);
  const bob = await enter(url);
  const [hangs, asked] = [printed(child.stdout, 'the disk hangs'), printed(child.stdout, 'the disk was asked')];
  child.kill('SIGUSR2');
  await hangs;
  void bob.emit({ type: 'push', round: 1 });
  await asked;
  for (const _ of ['the first', 'the one that npm passes on']) child.kill('SIGINT');
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(503), 5_000);
  // Each request is a little time: after a second, a signal counts.
  while (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGINT');
    await fetch(`${url}/livez`).catch(() => null);
  }
  await ended;
  expect(child.signalCode).toBe('SIGINT');
  bob.close();
});

describe('an error that nothing has handled', () => {
  test('is logged, and Hero continues, if it is that of a promise', async () => {
    const { child, url, ended } = await startHero(
      `process.once('SIGUSR2', () => void Promise.reject(new Error('nobody waited for this')));`,
      'error',
    );
    const logged = printed(child.stdout, 'nobody waited for this');
    const bob = await enter(url);
    child.kill('SIGUSR2');
    await logged;
    expect(await bob.emit({ type: 'push', round: 1 })).toMatchObject({ kind: 'official' });
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, errors: '' });
    bob.close();
  });

  test('is logged, and Hero ends in order with code 1, if it was thrown', async () => {
    const { child, url, ended } = await startHero(
      `process.once('SIGUSR2', () => { throw new Error('nobody caught this'); });`,
      'error',
    );
    const bob = await enter(url);
    child.kill('SIGUSR2');
    const { code, output, errors } = await ended;
    expect([code, errors]).toEqual([1, '']);
    expect(output).toContain('nobody caught this');
    bob.close();
  });
});

test('Hero continues if the reader of its log is gone', async () => {
  const { child, url, ended } = await startHero('', 'info');
  child.stdout.destroy();
  for (let count = 0; count < 3; count += 1)
    await fetch(`${url}/api/rooms`, { method: 'POST', body: '{', headers: { 'Content-Type': 'application/json' } });
  const bob = await enter(url);
  expect(await bob.emit({ type: 'push', round: 1 })).toMatchObject({ kind: 'official' });
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
  bob.close();
});
