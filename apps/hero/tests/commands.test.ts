import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enterAsMallory, next, TestHero, type Link } from './running-hero.ts';

let folder: string;
const heroes: TestHero[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commands-'));
});
afterEach(async () => {
  for (const hero of heroes.splice(0)) await hero.close();
  rmSync(folder, { recursive: true, force: true });
});

const inFolder = (name: string) => join(folder, name);

/** A Hero with its data in this test's folder, closed after the test. */
async function startHero(data = 'data'): Promise<TestHero> {
  const hero = await TestHero.start({ HERO_DATA: inFolder(data) });
  heroes.push(hero);
  return hero;
}

async function stop(hero: TestHero): Promise<void> {
  heroes.splice(heroes.indexOf(hero), 1);
  await hero.close();
}

/** Runs an operator's command in a process of its own. */
async function run(
  command: 'backup' | 'check-record' | 'restore' | 'replay',
  args: readonly string[] = [],
  data = 'data',
) {
  const program = fileURLToPath(new URL(`../src/commands/${command}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HERO_DATA: inFolder(data), INIT_CWD: folder },
  });
  const printed = { output: '', errors: '' };
  child.stdout.on('data', (text: Buffer) => (printed.output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (printed.errors += text.toString()));
  const [code]: unknown[] = await once(child, 'close');
  return { code, ...printed };
}

/** A room in which Bob, alone, has pushed in two rounds. */
async function playIn(hero: TestHero): Promise<{ room: string; bob: Link }> {
  const room = await hero.createRoom();
  const bob = hero.enter(room, 'Bob');
  await bob.when(({ link }) => link === 'live');
  await bob.emit({ type: 'push', round: 1 });
  await bob.emit({ type: 'startNextRound', round: 1 });
  await bob.emit({ type: 'push', round: 2 });
  return { room, bob };
}

describe('a backup', () => {
  test('can be written while people play, and restores every room in another folder, to which the secret is copied', async () => {
    const hero = await startHero();
    const [one, two] = [await playIn(hero), await playIn(hero)];
    const backup = await run('backup', ['rooms.ndjson']);
    expect(statSync(inFolder('rooms.ndjson')).mode & 0o077, 'it is for its owner only').toBe(0);
    expect(backup).toEqual({ code: 0, errors: '', output: `2 rooms written to ${inFolder('rooms.ndjson')}\n` });
    expect(await one.bob.emit({ type: 'startNextRound', round: 2 })).toMatchObject({ kind: 'official' });
    expect(await run('restore', ['rooms.ndjson'], 'elsewhere')).toMatchObject({ code: 0, errors: '' });
    copyFileSync(inFolder('data/secret'), inFolder('elsewhere/secret'));
    const other = await startHero('elsewhere');
    for (const { room, bob } of [one, two]) {
      const screen = other.enter(room, null);
      const { officialState } = await screen.when(({ link }) => link === 'live');
      expect(officialState).toMatchObject({ round: 2, earlierRounds: [{ round: 1 }] });
      expect(officialState?.personWhoPushedFirst).toBe(bob.view.person);
    }
  });

  test('that is restored takes rooms back to an earlier state, also for a page that has seen a later one', async () => {
    const hero = await startHero();
    const { room, bob } = await playIn(hero);
    const backedUp = bob.view.officialState;
    await run('backup', ['rooms.ndjson']);
    await bob.emit({ type: 'startNextRound', round: 2 });
    const sue: Link = new RoomLink({ rules, room, name: 'Sue', url: hero.url });
    await sue.when(({ officialState }) => officialState?.round === 3);
    await stop(hero);
    const { output } = await run('restore', ['rooms.ndjson']);
    expect(output).toContain('1 restored');
    expect(output).toContain('1 of them replaced');
    heroes.push(await TestHero.start({ HERO_DATA: inFolder('data'), PORT: new URL(hero.url).port }));
    const { officialState } = await sue.when(({ officialState: seen }) => seen?.round === 2);
    expect(officialState?.earlierRounds).toEqual(backedUp?.earlierRounds);
    expect(await sue.emit({ type: 'push', round: 2 })).toMatchObject({ kind: 'official' });
    sue.close();
  });

  test('that is restored keeps the unsettled actions of a page: they count once, under another clientId', async () => {
    const hero = await startHero();
    const { room } = await playIn(hero);
    const sue: Link = new RoomLink({ rules, room, name: 'Sue', url: hero.url });
    const before = await sue.when(({ link }) => link === 'live');
    await run('backup', ['rooms.ndjson']);
    await stop(hero);
    await sue.when(({ link }) => link === 'lost');
    const settled = [sue.emit({ type: 'takeName', name: 'Susan' }), sue.emit({ type: 'push', round: 2 })];
    await run('restore', ['rooms.ndjson']);
    heroes.push(await TestHero.start({ HERO_DATA: inFolder('data'), PORT: new URL(hero.url).port }));
    for (const one of settled) expect(await one).toMatchObject({ kind: 'official' });
    expect(sue.view.person).toBe(before.person);
    expect(sue.view.clientId).not.toBe(before.clientId);
    const { pushes, people } = sue.view.officialState ?? rules.initialState;
    expect(pushes.filter(({ person }) => person === before.person)).toHaveLength(1);
    expect(people.find(({ id }) => id === before.person)?.name).toBe('Susan');
    await run('backup', ['after.ndjson', room]);
    const lines = readFileSync(inFolder('after.ndjson'), 'utf8').split('\n');
    expect(lines.filter((line) => line.includes('"kind":"action"') && line.includes('Susan'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('"type":"push"'))).toHaveLength(1);
    sue.close();
  });

  test('that is restored makes the keys from before it worthless, and its pages keep their persons', async () => {
    const hero = await startHero();
    const { room } = await playIn(hero);
    const before = await hero.enterRaw(room);
    await run('backup', ['rooms.ndjson']);
    await stop(hero);
    await run('restore', ['rooms.ndjson']);
    const restored = await startHero();
    const { epoch } = await restored.enterRaw(room, { name: 'Ann' });
    expect(epoch).not.toBe(before.epoch);
    const { clientId, clientKey, personToken } = before;
    const claim = restored.connectRaw({ room });
    const returning = { clientId, clientKey, epoch, serverSeq: null };
    claim.emit('enter', { ...enterAsMallory, personToken, returning });
    expect(await next(claim, 'denied')).toMatchObject({ code: 'wrong-client-key' });
    const honest = { personToken, returning: { ...returning, epoch: before.epoch } };
    const after = await restored.enterRaw(room, honest);
    expect(after).toMatchObject({ person: before.person, epoch });
    expect(after.clientId).not.toBe(clientId);
  });

  test('of one room holds no line of another', async () => {
    const hero = await startHero();
    const [one, two] = [await playIn(hero), await playIn(hero)];
    await run('backup', ['room.ndjson', one.room.toLowerCase()]);
    const text = readFileSync(inFolder('room.ndjson'), 'utf8');
    expect(text).toContain(one.room);
    expect(text).not.toContain(two.room);
    expect(text.trim().split('\n').length).toBeGreaterThan(5);
  });

  test('of one room can be replayed to the same state', async () => {
    const hero = await startHero();
    const { room, bob } = await playIn(hero);
    await run('backup', ['room.ndjson', room]);
    const { output } = await run('replay', ['room.ndjson']);
    expect(JSON.parse(output)).toMatchObject({ room, state: bob.view.officialState });
  });

  test('of a room that does not exist is an error, and leaves no file', async () => {
    await startHero();
    expect(await run('backup', ['room.ndjson', 'NOWHERE'])).toMatchObject({
      code: 1,
      errors: 'There is no room NOWHERE.\n',
    });
    expect(readdirSync(folder)).toEqual(['data']);
  });
});

describe('a restore', () => {
  test('is rejected while a Hero is using the folder', async () => {
    const hero = await startHero();
    await playIn(hero);
    await run('backup', ['rooms.ndjson']);
    expect(await run('restore', ['rooms.ndjson'])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^Another Hero is using the data folder .*\. Stop it first/),
    });
  });

  test.each([
    ['a text that is not JSON', 'nonsense\n', /line 1: this is not JSON/],
    ['lines without a room', '{"kind":"join"}\n', /line 1: a room should begin here/],
    ['a room without a snapshot', '{"room":"TOMAKI","id":"id-1"}\n', /line 1: .*"snapshot"/],
    ['a room with a strange name', '{"room":"../TOMAKI","snapshot":{}}\n', /line 1: /],
  ])('of %s is rejected with the number of the line, and changes nothing', async (_, text, message) => {
    writeFileSync(inFolder('rooms.ndjson'), text);
    expect(await run('restore', ['rooms.ndjson'])).toMatchObject({ code: 1, errors: expect.stringMatching(message) });
    expect(readdirSync(folder)).toEqual(['rooms.ndjson']);
  });

  test.each([
    ['in which a line is missing', (lines: string[]) => lines.toSpliced(2, 1), /line 3: serverSeq 2 should be here/],
    ['that is cut off in a line', (lines: string[]) => [...lines, '{"kind":"act'], /this is not JSON/],
    [
      'of newer rules',
      ([first = '']: string[]) => [first.replace(/"version":\d+/, '"version":99')],
      /^A room was saved by a newer version .*version 99.*\n$/,
    ],
    [
      'with a damaged state',
      ([first = '']: string[]) => [first.replace('"round":1', '"round":"x"')],
      /^The saved state of a room is damaged: .* does not match .*\n$/,
    ],
  ])('of a file %s is rejected, and changes nothing', async (_, damage, message) => {
    const hero = await startHero();
    await playIn(hero);
    await run('backup', ['rooms.ndjson']);
    const lines = readFileSync(inFolder('rooms.ndjson'), 'utf8').trim().split('\n');
    writeFileSync(inFolder('rooms.ndjson'), damage(lines).join('\n'));
    const restored = await run('restore', ['rooms.ndjson'], 'elsewhere');
    expect(restored).toMatchObject({ code: 1, errors: expect.stringMatching(message) });
    expect(readdirSync(folder).sort()).toEqual(['data', 'rooms.ndjson']);
  });
});

describe('a check of the record', () => {
  test('counts what is whole, while people play', async () => {
    const hero = await startHero();
    await playIn(hero);
    await playIn(hero);
    const { code, errors, output } = await run('check-record');
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(new RegExp(`^2 rooms with \\d\\d lines are whole in ${inFolder('data')}\n$`));
  });

  test('names each room and each part of the journal that is damaged, changes nothing, and ends with code 1', async () => {
    const hero = await startHero();
    const { room } = await playIn(hero);
    await hero.createRoom();
    await stop(hero);
    const journal = inFolder(join('data', 'journal', '00000001'));
    const files = [inFolder(join('data', 'rooms', `${room}.json`)), journal];
    for (const file of files) {
      const bytes = readFileSync(file);
      bytes.write('#', 20);
      writeFileSync(file, bytes);
    }
    const damaged = files.map((file) => readFileSync(file));
    const { code, errors } = await run('check-record');
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([
      'damaged: journal segment 1 is damaged at byte 0',
      `damaged: room ${room}: The file of the room has changed.`,
      `1 rooms with 0 lines are whole in ${inFolder('data')}`,
    ]);
    expect(files.map((file, index) => damaged[index]?.equals(readFileSync(file)))).toEqual([true, true]);
  });

  test('of a folder that does not exist is an error', async () => {
    expect(await run('check-record')).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^There is no data folder/),
    });
  });
});

test('a replay of a file of newer rules ends with one clear sentence', async () => {
  const hero = await startHero();
  await playIn(hero);
  await run('backup', ['rooms.ndjson']);
  const text = readFileSync(inFolder('rooms.ndjson'), 'utf8');
  writeFileSync(inFolder('rooms.ndjson'), text.replace(/"version":\d+/, '"version":99'));
  expect(await run('replay', ['rooms.ndjson'])).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^A room was saved by a newer version .*\n$/),
  });
});

test.each(['backup', 'restore', 'replay'] as const)('%s without a file prints how to use it', async (command) => {
  expect(await run(command, [])).toMatchObject({
    code: 1,
    errors: `usage: npm run ${command} -- FILE [ROOM]\n`,
  });
});

test('the error about a missing file names the file', async () => {
  expect(await run('replay', ['missing.ndjson'])).toMatchObject({
    code: 1,
    errors: expect.stringContaining(inFolder('missing.ndjson')),
  });
});
