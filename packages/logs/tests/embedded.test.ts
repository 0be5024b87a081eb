import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { copyFileSync, existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedReader, type EmbeddedLogs } from '@button/logs/embedded';
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
import { describe, expect, test, vi } from 'vitest';
import { appendAll, close, makeFolder, openLogs, segmentBytes } from './folders.ts';

describeLogs('embedded', () => openLogs());

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
    ['laid out by an older program', { format: 2, rules: 1 }, 'other-format'],
    ['laid out by a newer program', { format: 4, rules: 1 }, 'other-format'],
    ['used by newer rules', { format: 3, rules: 2, hours: 0 }, 'newer-rules'],
    ['whose format is damaged', { format: 'one' }, 'unusable'],
    ['whose hours are damaged', { format: 3, rules: 1, hours: 'many' }, 'unusable'],
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

  test('that is a file cannot be opened', async () => {
    const path = join(makeFolder(), 'file');
    writeFileSync(path, '');
    await expect(openLogs({ path })).rejects.toMatchObject({ code: 'unusable', subject: path });
  });

  test('can be read while a Hero writes to it: each room as it was, with all its lines', async () => {
    const path = makeFolder();
    const logs = await openLogs({ path });
    const log = await logs.create('ROOM', beginning);
    await log.append(joining('bob'), at(1));
    await log.append(action(BOB, 1), at(2));
    const saved = {
      ...beginning,
      serverSeq: 1,
      serverTime: 1,
      clients: [[BOB, { clientSeq: 0, person: 'bob' }]],
    } as const;
    await log.save(saved, 1);
    await log.append(action(BOB, 2), at(3));
    const reader = await EmbeddedReader.open<NotesIntent>({ path, version: 1, segmentBytes });
    await log.append(action(BOB, 3), at(4));
    const listed: { room: string }[] = [];
    for await (const room of reader.list()) listed.push(room);
    expect(listed).toEqual([{ room: 'ROOM' }]);
    const read = await reader.open('ROOM');
    if (!read) throw new Error('the room is gone');
    expect([read.epoch, read.truncatedTo]).toEqual(['epoch-1', 1]);
    expect(await readWhole(read)).toMatchObject({ snapshot: saved, tail: [{ serverSeq: 2 }, { serverSeq: 3 }] });
    await expect(read.subscribe(0, () => undefined)).rejects.toThrow(RangeError);
    expect(await reader.open('ELSEWHERE')).toBeNull();
    await reader.close();
  });

  test('can be read after its journal has moved on: the lines are in the files of their rooms', async () => {
    const path = makeFolder();
    const logs = await openLogs({ path });
    const log = await logs.create('ROOM', beginning);
    await log.append(joining('bob'), at(1));
    const reader = await EmbeddedReader.open<NotesIntent>({ path, version: 1, segmentBytes });
    await appendAll(log, 1, 400);
    await close(logs);
    const read = await reader.open('ROOM');
    if (!read) throw new Error('the room is gone');
    const { tail } = await readWhole(read);
    expect(tail.length).toBeGreaterThan(100);
    expect(tail.map(({ serverSeq }) => serverSeq)).toEqual(tail.map((_, index) => index + 1));
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
    const logs = await openLogs();
    const rooms = await Promise.all(['A', 'B', 'C'].map((room) => logs.create(room, beginning)));
    const synced = vi.spyOn(fs, 'fdatasync');
    const appends = rooms.flatMap((log) => ['bob', 'sue', 'ann'].map((client) => log.append(joining(client), at(1))));
    await Promise.all(appends);
    expect(synced).toHaveBeenCalledTimes(1);
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

test('a room is found by its name only, whatever characters that has', async () => {
  const path = makeFolder();
  const logs = await openLogs({ path });
  const names = ['', '.', '..', '../up', 'a/b', 'A', 'a%2Fb', 'Grüße 🎈', 'x'.repeat(200)];
  for (const room of names)
    await (await logs.create(room, { ...beginning, epoch: room })).append(joining('bob'), at(1));
  const impossible = ['x'.repeat(300), '\ud800'];
  for (const room of impossible) {
    await expect(logs.create(room, beginning)).rejects.toMatchObject({ code: 'not-recorded', subject: room });
    expect(await logs.open(room)).toBeNull();
  }
  await close(logs);
  const again = await openLogs({ path });
  const listed: string[] = [];
  for await (const { room } of again.list()) listed.push(room);
  expect(listed.sort()).toEqual(names.toSorted());
  for (const room of names) expect((await again.open(room))?.epoch).toBe(room);
  for (const room of impossible) expect(await again.open(room)).toBeNull();
});

/** Every listed room, with its idle hours and its use. */
async function listedIn(logs: EmbeddedLogs<NotesIntent>): Promise<Readonly<Record<string, readonly [number, string]>>> {
  const listed: Record<string, readonly [number, string]> = {};
  for await (const { room, idle, use } of logs.list()) listed[room] = [idle, use];
  return listed;
}

test('how old rooms are and how they were used is known after a restart, and only hours of being open count', async () => {
  const path = makeFolder();
  const logs = await openLogs({ path });
  for (const room of ['UNUSED', 'ALONE', 'SHARED', 'SAVED']) await logs.create(room, beginning);
  const alone = await logs.open('ALONE');
  await alone?.append(joining('bob'), at(1));
  await logs.markShared('SHARED');
  for (let hours = 0; hours < 3; hours += 1) await logs.passHour();
  const saved = await logs.open('SAVED');
  await saved?.append(joining('bob'), at(2));
  await saved?.save({ ...beginning, serverSeq: 1, serverTime: 2 }, 1);
  await close(logs);
  for (const room of ['UNUSED', 'ALONE', 'SHARED', 'SAVED']) utimesSync(join(path, 'rooms', `${room}.json`), 0, 0);
  const again = await openLogs({ path });
  const before = { UNUSED: [2, 'unused'], SHARED: [2, 'shared'], SAVED: [0, 'alone'] };
  // Its line was only in the journal, where it has no hour: it counts as new.
  expect(await listedIn(again)).toEqual({ ...before, ALONE: [0, 'alone'] });
  for (let hours = 0; hours < 2; hours += 1) await again.passHour();
  expect(await listedIn(again)).toMatchObject({ UNUSED: [4, 'unused'], SAVED: [1, 'alone'] });
});

test('a room from a folder that has been open for longer is not older here', async () => {
  const [path, other] = [makeFolder(), makeFolder()];
  const logs = await openLogs({ path });
  for (let hours = 0; hours < 5; hours += 1) await logs.passHour();
  await logs.create('ROOM', beginning);
  await close(logs);
  await close(await openLogs({ path: other }));
  copyFileSync(join(path, 'rooms/ROOM.json'), join(other, 'rooms/ROOM.json'));
  // The journal is there, if only empty.
  const again = await openLogs({ path: other });
  expect(await listedIn(again)).toEqual({ ROOM: [0, 'unused'] });
  for (let hours = 0; hours < 2; hours += 1) await again.passHour();
  expect(await listedIn(again)).toEqual({ ROOM: [1, 'unused'] });
});

test('a damaged room is listed as one that was just used, so that it is not deleted before it can be mended', async () => {
  const path = makeFolder();
  const logs = await openLogs({ path });
  await logs.create('ROOM', beginning);
  for (let hours = 0; hours < 5; hours += 1) await logs.passHour();
  await close(logs);
  writeFileSync(join(path, 'rooms/ROOM.json'), 'damaged');
  const again = await openLogs({ path });
  expect(await listedIn(again)).toEqual({ ROOM: [0, 'shared'] });
  await again.passHour();
  await again.passHour();
  expect(await listedIn(again)).toEqual({ ROOM: [1, 'shared'] });
});

test('a room that is marked as shared already is not written again, whenever its people meet', async () => {
  const path = makeFolder();
  const logs = await openLogs({ path });
  await logs.create('ROOM', beginning);
  const written = () => fs.statSync(join(path, 'rooms/ROOM.json')).ino;
  const before = written();
  await logs.markShared('ROOM');
  const marked = written();
  await logs.markShared('ROOM');
  expect([marked === before, written() === marked]).toEqual([false, true]);
});
