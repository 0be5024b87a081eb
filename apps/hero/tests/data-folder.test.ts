import fs, {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { start } from './hero-process.ts';
import { TestHero } from './running-hero.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('after a restart the room still exists, and Bob is the same person', async () => {
  const before = await TestHero.start({ HERO_DATA: folder });
  const room = await before.createRoom();
  const bob = before.enter(room, 'Bob');
  await bob.when(({ link }) => link === 'live');
  await bob.emit({ type: 'push', round: 1 });
  const { person, personToken } = bob.view;
  await before.close();

  const after = await TestHero.start({ HERO_DATA: folder });
  const again = after.enter(room, 'Bob', personToken);
  const { officialState } = await again.when(({ link }) => link === 'live');
  expect(officialState?.personWhoPushedFirst).toBe(person);
  expect(again.view.person).toBe(person);
  await after.close();
});

test('the secret is made once, in the data folder, and only its owner may read it', async () => {
  await (await TestHero.start({ HERO_DATA: folder })).close();
  const secret = readFileSync(join(folder, 'secret'), 'utf8');
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0);
  await (await TestHero.start({ HERO_DATA: folder })).close();
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(secret);
});

/** Whether others than its owner have a right to it; a socket is as open as its folder. */
const isOpen = (path: string) => existsSync(path) && !statSync(path).isSocket() && (statSync(path).mode & 0o077) !== 0;

test('everything in a data folder that Hero makes is for its owner only, and so is the folder', async () => {
  const made = join(folder, 'new');
  const hero = await TestHero.start({ HERO_DATA: made });
  await hero.createRoom();
  await hero.close();
  const paths = readdirSync(made, { recursive: true, encoding: 'utf8' }).map((path) => join(made, path));
  expect(paths.length).toBeGreaterThan(5);
  expect([made, ...paths].filter(isOpen)).toEqual([]);
});

test('everything in a data folder that others may read is taken from them when Hero starts', async () => {
  const hero = await TestHero.start({ HERO_DATA: folder });
  await hero.createRoom();
  await hero.close();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  for (const path of [folder, ...paths]) chmodSync(path, statSync(path).isDirectory() ? 0o777 : 0o666);
  await (await TestHero.start({ HERO_DATA: folder })).close();
  expect([folder, ...paths].filter(isOpen)).toEqual([]);
});

test.each([
  ['is empty, as after a crash', ''],
  ['is too short', 'x'.repeat(31)],
  ['is of zeros, as after a power cut', '\0'.repeat(43)],
])('Hero does not start with a secret that %s, and leaves it as it is', async (_, content) => {
  writeFileSync(join(folder, 'secret'), content);
  expect(await start({ PORT: '0', HERO_DATA: folder }).ended).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^The secret that signs people's tokens is damaged, .*HERO_SECRET.*\.\n$/),
  });
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(content);
});

test('a secret of 32 characters is used as it is', async () => {
  const secret = 'x'.repeat(32);
  writeFileSync(join(folder, 'secret'), secret);
  await (await TestHero.start({ HERO_DATA: folder })).close();
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(secret);
});

test('Hero draws no new secret beside rooms: without the file it starts only with HERO_SECRET', async () => {
  const before = await TestHero.start({ HERO_DATA: folder });
  await before.createRoom();
  await before.close();
  rmSync(join(folder, 'secret'));
  expect(await start({ PORT: '0', HERO_DATA: folder }).ended).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^The data folder has rooms, but the secret .* is missing: .*HERO_SECRET.*\.\n$/),
  });
  expect(existsSync(join(folder, 'secret'))).toBe(false);
  await (await TestHero.start({ HERO_DATA: folder, HERO_SECRET: 'x'.repeat(32) })).close();
});

test('a secret that cannot be written whole is not there at all', async () => {
  const open = fs.promises.open;
  const opened = vi.spyOn(fs.promises, 'open').mockImplementation(async (...args) => {
    const file = await open(...args);
    if (String(args[0]).includes('secret')) file.sync = () => Promise.reject(new Error('EIO'));
    return file;
  });
  await expect(TestHero.start({ HERO_DATA: folder })).rejects.toThrow('EIO');
  opened.mockRestore();
  expect(existsSync(join(folder, 'secret'))).toBe(false);
  await (await TestHero.start({ HERO_DATA: folder })).close();
});

test('a room that is deleted is logged, at info, with the reason', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
  const hero = await TestHero.start({ HERO_KEEP_DAYS: '1' });
  const room = await hero.createRoom();
  vi.advanceTimersByTime(2 * 60 * 60_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(hero.log.at(-1)).toContain('nobody entered'));
  expect(hero.log.map((line): unknown => JSON.parse(line))).toMatchObject([{ level: 30, rooms: [room] }]);
  await hero.close();
});

test('a second Hero on the same folder ends with one clear sentence, and the first keeps running', async () => {
  const first = start({ PORT: '0', HERO_DATA: folder });
  const address = await first.address;
  expect(await start({ PORT: '0', HERO_DATA: folder }).ended).toMatchObject({
    code: 1,
    errors: `Another Hero is using the data folder ${folder}. Stop it first, or set HERO_DATA to another folder.\n`,
  });
  expect((await fetch(`${address}/livez`)).status).toBe(200);
  first.child.kill('SIGTERM');
  expect(await first.ended).toMatchObject({ code: 0 });
});

test('a folder that a newer version has used is rejected', async () => {
  writeFileSync(join(folder, 'format.json'), '{"format":3,"rules":99,"hours":0}');
  expect(await start({ PORT: '0', HERO_DATA: folder }).ended).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^The data folder .* was used by a newer version .* left untouched\. .*\n$/),
  });
});

test('a folder that a version with another format has used is refused, and left as it is', async () => {
  writeFileSync(join(folder, 'format.json'), '{"format":1,"rules":1}');
  expect(await start({ PORT: '0', HERO_DATA: folder }).ended).toMatchObject({
    code: 1,
    errors: expect.stringMatching(
      /^The data folder .* was used by a version .* another way, .* left untouched\. .*\n$/,
    ),
  });
  expect(readdirSync(folder)).toEqual(['format.json']);
});

test('Hero ends with one clear sentence if the journal is damaged', async () => {
  await (await TestHero.start({ HERO_DATA: folder })).close();
  truncateSync(join(folder, 'journal', '00000001'), 100);
  expect(await start({ PORT: '0', HERO_DATA: folder }).ended).toMatchObject({
    code: 1,
    errors: `The record is damaged, and is left as it is: restore ${folder} from a backup. (journal segment 1 is 100 bytes long)\n`,
  });
});

test('Hero ends with one clear sentence if the data folder is a file', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await start({ PORT: '0', HERO_DATA: join(folder, 'file') }).ended).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^The data folder .* cannot be used: .* Set HERO_DATA to a folder .*\n$/),
  });
});
