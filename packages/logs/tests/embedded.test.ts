import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedLogs, EmbeddedReader, type EmbeddedSetting } from '@button/logs/embedded';
import type { Entry } from '@button/sync/log';
import type { NotesIntent } from '@button/sync/testing';
import {
  action,
  at,
  beginning,
  BOB,
  describeLogs,
  join as joining,
  readWhole,
  subscribed,
} from '@button/sync/testing/log';
import { afterEach, describe, expect, test } from 'vitest';
import { Commits } from '../src/embedded/commit.ts';
import { openTables } from '../src/embedded/database.ts';

const opened: EmbeddedLogs<NotesIntent>[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const logs of opened.splice(0)) await logs.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'logs-'));
  folders.push(folder);
  return folder;
}

async function openLogs(setting: Partial<EmbeddedSetting> = {}) {
  const logs = await EmbeddedLogs.open<NotesIntent>({ path: makeFolder(), version: 1, maxBytes: Infinity, ...setting });
  opened.push(logs);
  return logs;
}

async function close(logs: EmbeddedLogs<NotesIntent>): Promise<void> {
  opened.splice(opened.indexOf(logs), 1);
  await logs.close();
}

describeLogs('embedded', openLogs);

describe('a folder', () => {
  test('keeps what was recorded for the next process', async () => {
    const path = makeFolder();
    const before = await openLogs({ path });
    const log = await before.create('ROOM', beginning);
    await log.append(joining('bob'), at(1));
    await log.append(action(BOB, 1), at(2));
    const { lines } = await subscribed(log, 0);
    await close(before);
    const again = await (await openLogs({ path })).open('ROOM');
    if (!again) throw new Error('the room is gone');
    expect((await subscribed(again, 0)).lines).toEqual(lines);
    expect(await again.append(action(BOB, 1), at(3))).toEqual({ kind: 'duplicate' });
  });

  test('can be opened once at a time, and again after it was closed', async () => {
    const path = makeFolder();
    const first = await openLogs({ path });
    await expect(openLogs({ path })).rejects.toMatchObject({ code: 'in-use', subject: path });
    await close(first);
    await openLogs({ path });
  });

  test('can be opened after the process that used it was killed', async () => {
    const path = makeFolder();
    const lock = new URL('../src/embedded/lock.ts', import.meta.url);
    const program = `const { Lock } = await import(${JSON.stringify(lock.href)});
      console.log((await Lock.take(process.argv[1])) ? 'taken' : 'refused');
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      program,
      join(path, 'in-use'),
    ]);
    expect(String((await once(holder.stdout, 'data'))[0])).toBe('taken\n');
    await expect(openLogs({ path })).rejects.toMatchObject({ code: 'in-use' });
    holder.kill('SIGKILL');
    await once(holder, 'close');
    await openLogs({ path });
  });

  test.each([
    ['laid out by a newer program', { format: 2, rules: 1 }, 'newer-format'],
    ['used by newer rules', { format: 1, rules: 2 }, 'newer-rules'],
    ['whose format is damaged', { format: 'one' }, 'unusable'],
  ])('%s is not opened, and is left untouched', async (_, format, code) => {
    const path = makeFolder();
    writeFileSync(join(path, 'format.json'), JSON.stringify(format));
    await expect(openLogs({ path })).rejects.toMatchObject({ code, subject: path });
    expect(readdirSync(path)).toEqual(['format.json']);
    expect(readFileSync(join(path, 'format.json'), 'utf8')).toBe(JSON.stringify(format));
  });

  test('used by older rules is opened by newer ones, and from then on not by the older', async () => {
    const path = makeFolder();
    await close(await openLogs({ path, version: 1 }));
    await close(await openLogs({ path, version: 2 }));
    await expect(openLogs({ path, version: 1 })).rejects.toMatchObject({ code: 'newer-rules' });
  });

  test('whose database is not one cannot be opened, and is not left locked', async () => {
    const path = makeFolder();
    writeFileSync(join(path, 'record.mdb'), 'this is not a database'.repeat(1000));
    await expect(openLogs({ path })).rejects.toMatchObject({ code: 'unusable', subject: path });
    rmSync(join(path, 'record.mdb'));
    await openLogs({ path });
  });

  test('that is a file cannot be opened', async () => {
    const path = join(makeFolder(), 'file');
    writeFileSync(path, '');
    await expect(openLogs({ path })).rejects.toMatchObject({ code: 'unusable', subject: path });
  });

  test('can be read as it was at one moment, while a Hero writes to it', async () => {
    const path = makeFolder();
    const logs = await openLogs({ path });
    const log = await logs.create('ROOM', beginning);
    await log.append(joining('bob'), at(1));
    const reader = await EmbeddedReader.open<NotesIntent>({ path, version: 1 });
    await log.append(action(BOB, 1), at(2));
    await log.save({ ...beginning, serverSeq: 2, clients: [[BOB, { clientSeq: 1, person: 'bob' }]] }, 2);
    await logs.create('LATER', beginning);
    const listed: { room: string; touched: number }[] = [];
    for await (const room of reader.list()) listed.push(room);
    expect(listed).toEqual([{ room: 'ROOM', touched: 1 }]);
    const atOpening = await reader.open('ROOM');
    if (!atOpening) throw new Error('the room is gone');
    expect([atOpening.epoch, atOpening.truncatedTo]).toEqual(['epoch-1', 0]);
    expect(await readWhole(atOpening)).toMatchObject({
      snapshot: beginning,
      tail: [{ clientId: BOB, serverSeq: 1 }],
    });
    await expect(atOpening.subscribe(-1, () => undefined)).rejects.toThrow(RangeError);
    expect(await reader.open('LATER')).toBeNull();
    await reader.close();
  });

  test('that does not exist cannot be read, and is not created', async () => {
    const path = join(makeFolder(), 'nowhere');
    const opened = EmbeddedReader.open<NotesIntent>({ path, version: 1 });
    await expect(opened).rejects.toMatchObject({ code: 'missing', subject: path });
    expect(existsSync(path)).toBe(false);
  });
});

describe('recording on the disk', () => {
  test('the appends of one turn, in all rooms, share one commit', async () => {
    const logs = await openLogs({ lmdb: { trackMetrics: true } });
    const rooms = await Promise.all(['A', 'B', 'C'].map((room) => logs.create(room, beginning)));
    const before = Number(Reflect.get(logs.stats, 'txns'));
    const appends = rooms.flatMap((log) => ['bob', 'sue', 'ann'].map((client) => log.append(joining(client), at(1))));
    await Promise.all(appends);
    expect(Number(Reflect.get(logs.stats, 'txns'))).toBe(before + 1);
  });

  test('subscribers get a line once it is committed', async () => {
    const log = await (await openLogs()).create('ROOM', beginning);
    const { lines } = await subscribed(log, 0);
    const appended = log.append(joining('bob'), at(1));
    await Promise.resolve();
    expect(lines).toEqual([]);
    await appended;
    expect(lines).toHaveLength(1);
  });
});

describe('when the database is full', () => {
  const text = 'x'.repeat(10_000);
  const big = (clientSeq: number): Entry<NotesIntent> => ({
    kind: 'action',
    clientId: BOB,
    clientSeq,
    action: { type: 'add', text },
  });

  async function fill() {
    const logs = await openLogs({ maxBytes: 200_000 });
    const log = await logs.create('ROOM', beginning);
    await log.append(joining('bob'), at(1));
    const { lines } = await subscribed(log, 1);
    let clientSeq = 0;
    for (;;) {
      try {
        await log.append(big((clientSeq += 1)), at(1));
      } catch (error) {
        return { logs, log, lines, clientSeq, error };
      }
    }
  }

  test('an append fails with the reason, no subscriber gets it, and all behind it fail too', async () => {
    const { log, lines, clientSeq, error } = await fill();
    expect(error).toMatchObject({ code: 'not-recorded', subject: 'ROOM', cause: { message: /its limit/ } });
    const received = lines.length;
    expect(received).toBe(clientSeq - 1);
    await expect(log.append(joining('sue'), at(1))).rejects.toBe(error);
    expect(lines).toHaveLength(received);
  });

  test('a room that is opened again continues from its last recorded line, once there is space again', async () => {
    const { logs, clientSeq } = await fill();
    const again = await logs.open('ROOM');
    await expect(again?.append(big(clientSeq), at(1))).rejects.toMatchObject({ code: 'not-recorded' });
    await again?.save(
      {
        ...beginning,
        serverSeq: clientSeq,
        serverTime: 1,
        clients: [[BOB, { clientSeq: clientSeq - 1, person: 'bob' }]],
      },
      clientSeq,
    );
    const third = await logs.open('ROOM');
    expect(await third?.append(big(clientSeq), at(1))).toEqual({ kind: 'recorded', serverSeq: clientSeq + 1 });
  });
});

test('appends made before the logs are closed are recorded, later ones fail', async () => {
  const path = makeFolder();
  const logs = await openLogs({ path });
  const log = await logs.create('ROOM', beginning);
  const appended = log.append(joining('bob'), at(1));
  const closed = close(logs);
  await expect(log.append(joining('sue'), at(1))).rejects.toMatchObject({ code: 'not-recorded' });
  await closed;
  expect(await appended).toEqual({ kind: 'recorded', serverSeq: 1 });
  const again = await (await openLogs({ path })).open('ROOM');
  expect((await subscribed(again ?? log, 0)).lines).toHaveLength(1);
});

test('while the disk is nearly full nothing is appended, and no room is created', async () => {
  const path = makeFolder();
  const logs = await openLogs({ path });
  await logs.create('ROOM', beginning);
  await close(logs);
  const cramped = await openLogs({ path, spareBytes: Infinity });
  const log = await cramped.open('ROOM');
  await expect(log?.append(joining('bob'), at(1))).rejects.toMatchObject({ cause: { message: /nearly full/ } });
  await expect(cramped.create('ANOTHER', beginning)).rejects.toMatchObject({
    code: 'not-recorded',
    subject: 'ANOTHER',
    cause: { message: /nearly full/ },
  });
});

describe('commits', () => {
  /** A write that is under way until the test ends it with a result. */
  function pausedWrite() {
    const control: { isBegun: boolean; end: (result: boolean | Error) => void } = {
      isBegun: false,
      end: () => undefined,
    };
    const write = () =>
      new Promise<boolean>((resolve, reject) => {
        control.isBegun = true;
        control.end = (result) => (result instanceof Error ? reject(result) : resolve(result));
      });
    return { control, write };
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test('are made one after the other: writes that come during one share the next', async () => {
    const commits = new Commits();
    const [first, second, third] = [pausedWrite(), pausedWrite(), pausedWrite()];
    const made = [commits.make(first.write)];
    await turn();
    made.push(commits.make(second.write), commits.make(third.write));
    await turn();
    expect([first, second, third].map(({ control }) => control.isBegun)).toEqual([true, false, false]);
    first.control.end(true);
    await turn();
    await turn();
    expect([second, third].map(({ control }) => control.isBegun)).toEqual([true, true]);
    second.control.end(true);
    third.control.end(false);
    expect(await Promise.all(made)).toEqual([true, true, false]);
  });

  test('that fail reject with the reason, and the next one is still made', async () => {
    const commits = new Commits();
    const { control, write } = pausedWrite();
    const made = commits.make(write);
    await turn();
    control.end(new Error('the disk is full'));
    await expect(made).rejects.toThrow('the disk is full');
    expect(await commits.make(async () => true)).toBe(true);
    await expect(
      commits.make(() => {
        throw new Error('closed');
      }),
    ).rejects.toThrow('closed');
    expect(await commits.make(async () => false)).toBe(false);
  });
});

test('a damaged record is not opened but left as it is, and other rooms continue', async () => {
  const path = makeFolder();
  const logs = await openLogs({ path });
  for (const room of ['GOOD', 'BAD']) {
    const log = await logs.create(room, beginning);
    for (const client of ['bob', 'sue']) await log.append(joining(client), at(1));
  }
  await close(logs);
  const tables = openTables<NotesIntent>(path);
  await tables.lines.remove(['BAD', 1]);
  await tables.root.close();
  const again = await openLogs({ path });
  await expect(again.open('BAD')).rejects.toMatchObject({ code: 'damaged', subject: 'BAD' });
  expect((await again.open('GOOD'))?.epoch).toBe('epoch-1');
  await again.replace('BAD', { ...beginning, epoch: 'epoch-2' });
  expect((await again.open('BAD'))?.epoch).toBe('epoch-2');
});

test('a room that is replaced or deleted leaves no lines on the disk', async () => {
  const path = makeFolder();
  const logs = await openLogs({ path });
  for (const room of ['REPLACED', 'DELETED', 'KEPT'])
    await (await logs.create(room, beginning)).append(joining('bob'), at(1));
  await logs.replace('REPLACED', { ...beginning, epoch: 'epoch-2' });
  await logs.delete('DELETED');
  await close(logs);
  const tables = openTables<NotesIntent>(path);
  expect([...tables.lines.getKeys()]).toEqual([['KEPT', 1]]);
  await tables.root.close();
});
