import fs, { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFolder, EmbeddedReader } from '@button/logs/embedded';
import type { NotesIntent } from '@button/sync/testing';
import { action, at, beginning, BOB, join as joining } from '@button/sync/testing/log';
import { describe, expect, test, vi } from 'vitest';
import { recordAt } from '../src/embedded/segment.ts';
import { appendAll, close, copyOf, linesIn, linesOf, makeFolder, openLogs, openRoom, segmentBytes } from './folders.ts';

const segments = (path: string) => readdirSync(join(path, 'journal')).sort();
const segment = (path: string, index = 0) => join(path, 'journal', segments(path)[index] ?? '');
const roomFile = (path: string, room = 'ROOM') => join(path, 'rooms', `${room}.json`);
const check = (path: string) => checkFolder({ path, version: 1, segmentBytes });

function changeByte(file: string, place: number, change = (byte: number) => byte ^ 1): void {
  const bytes = readFileSync(file);
  bytes[place] = change(bytes[place] ?? 0);
  writeFileSync(file, bytes);
}

/** A folder with a room in which Bob has done something, as a crash leaves it. */
async function folderWith(count: number, room = 'ROOM') {
  const path = makeFolder();
  const logs = await openLogs({ path });
  const log = await logs.create(room, beginning);
  await log.append(joining('bob'), at(1));
  await appendAll(log, 1, count - 1);
  return { path, logs, log };
}

describe('when the journal begins another segment', () => {
  test('the rooms are saved and the older segments deleted, so that it stays small', async () => {
    const { path, logs } = await folderWith(1000);
    await close(logs);
    await close(await openLogs({ path }));
    expect(segments(path).length).toBeLessThan(4);
    expect((await linesIn(path)).map(({ serverSeq }) => serverSeq)).toEqual(
      Array.from({ length: 1000 }, (_, index) => index + 1),
    );
  });

  test('a crash between any two steps loses nothing', async () => {
    const { path, logs, log } = await folderWith(1);
    const told: unknown[] = [];
    await log.subscribe(0, (lines) => told.push(...lines));
    await (await logs.create('QUIET', { ...beginning, epoch: 'quiet' })).append(joining('sue'), at(1));
    const copies: { readonly copy: string; readonly told: readonly unknown[] }[] = [];
    const steps = new Set<string>();
    const { open, rename, rm } = fs.promises;
    const crashBefore = (step: string, file: unknown) => {
      steps.add(`${step} in ${/journal|rooms/.exec(String(file))?.[0]}`);
      copies.push({ copy: copyOf(path), told: [...told] });
    };
    vi.spyOn(fs.promises, 'open').mockImplementation((file, flags, mode) => {
      crashBefore('open', file);
      return open(file, flags, mode);
    });
    vi.spyOn(fs.promises, 'rename').mockImplementation((from, to) => {
      crashBefore('rename', from);
      return rename(from, to);
    });
    vi.spyOn(fs.promises, 'rm').mockImplementation((file, options) => {
      crashBefore('rm', file);
      return rm(file, options);
    });
    await appendAll(log, 1, 400);
    await close(logs);
    vi.restoreAllMocks();
    expect([...steps].sort()).toEqual([
      'open in journal',
      'open in rooms',
      'rename in journal',
      'rename in rooms',
      'rm in journal',
    ]);
    for (const { copy, told } of copies) {
      const lines = await linesIn(copy);
      expect(lines.slice(0, told.length)).toEqual(told);
      expect(await linesIn(copy, 'QUIET')).toHaveLength(1);
    }
  });

  test('a room that was replaced, or deleted and created again, keeps nothing of what the journal still has', async () => {
    const { path, logs, log } = await folderWith(5, 'REPLACED');
    for (const room of ['DELETED', 'GONE', 'KEPT'])
      await (await logs.create(room, beginning)).append(joining('sue'), at(1));
    const again = { ...beginning, epoch: 'epoch-2' };
    const replaced = await logs.replace('REPLACED', again, again.epoch);
    await expect(log.append(action(BOB, 5), at(1))).rejects.toMatchObject({ code: 'not-recorded' });
    await expect(log.save({ ...beginning, serverSeq: 5 }, 5)).rejects.toMatchObject({ code: 'not-recorded' });
    await logs.delete('DELETED');
    await logs.delete('GONE');
    await logs.create('DELETED', again);
    expect(await linesOf(replaced)).toEqual([]);
    await replaced.append(joining('eve'), at(9));
    for (const copy of [copyOf(path), path]) {
      if (copy === path) await close(logs);
      expect(await linesIn(copy, 'REPLACED')).toMatchObject([{ serverSeq: 1, person: 'eve' }]);
      expect(await linesIn(copy, 'DELETED')).toEqual([]);
      expect(await linesIn(copy, 'KEPT')).toHaveLength(1);
      const opened = await openLogs({ path: copy });
      expect([await opened.open('GONE'), await opened.count()]).toEqual([null, 3]);
      await close(opened);
    }
  });

  test('what a room has lost is gone from the disk at last', async () => {
    const { path, logs, log } = await folderWith(1, 'BUSY');
    await (await logs.create('DELETED', { ...beginning, epoch: 'deleted' })).append(joining('sue'), at(1));
    await logs.delete('DELETED');
    await appendAll(log, 1, 400);
    await close(logs);
    await close(await openLogs({ path }));
    const text = segments(path).map((name) => readFileSync(join(path, 'journal', name), 'utf8'));
    expect(text.join()).not.toContain('deleted');
  });

  test('rooms that are damaged keep the segments that have their lines, and no others', async () => {
    const { path, logs, log } = await folderWith(1, 'BUSY');
    await (await logs.create('BAD', beginning)).append(joining('sue'), at(1));
    changeByte(roomFile(path, 'BAD'), 40);
    await appendAll(log, 1, 1500);
    await close(logs);
    const again = await openLogs({ path });
    await expect(again.open('BAD')).rejects.toMatchObject({ code: 'damaged', subject: 'BAD' });
    expect(await linesOf(await openRoom(again, 'BUSY'))).toHaveLength(1501);
    await close(again);
    expect(segments(path).length).toBeLessThan(5);
    expect(segments(path)[0]).toBe('00000001');
    const replaced = await openLogs({ path });
    await replaced.replace('BAD', { ...beginning, epoch: 'epoch-2' }, beginning.epoch);
    await close(replaced);
    await close(await openLogs({ path }));
    expect(segments(path)[0]).not.toBe('00000001');
  });
});

describe('a write that a crash has cut short', () => {
  test('is gone after the folder was opened, and what is appended then stays', async () => {
    const { path, logs } = await folderWith(30);
    const copy = copyOf(path);
    const bytes = readFileSync(segment(copy));
    const end = bytes.lastIndexOf('\n') + 1;
    const unfinished = recordAt(end, JSON.stringify(['x'.repeat(2000)]));
    const border = end + 512 - (end % 512);
    unfinished.copy(bytes, border, border - end);
    writeFileSync(segment(copy), bytes);
    expect(await check(copy)).toEqual({ rooms: 1, lines: 30, faults: [] });
    const again = await openLogs({ path: copy });
    expect(
      readFileSync(segment(copy))
        .subarray(end)
        .every((byte) => byte === 0),
    ).toBe(true);
    await (await openRoom(again, 'ROOM')).append(action(BOB, 30), at(1));
    await close(again);
    expect(await linesIn(copy)).toHaveLength(31);
    await close(logs);
  });

  test('is on the disk, if it was whole, before it is told', async () => {
    const { path } = await folderWith(3);
    const synced = vi.spyOn(fs, 'fdatasync');
    await openLogs({ path: copyOf(path) });
    expect(synced).toHaveBeenCalledTimes(1);
  });
});

describe('a journal that is not as it was written', () => {
  test.each<[string, (path: string) => void, string]>([
    ['of which a byte has changed', (path) => changeByte(segment(path), 100), 'journal segment 1 is damaged at byte 0'],
    ['of which a byte became NUL', (path) => changeByte(segment(path), 100, () => 0), 'is damaged at byte 0'],
    ['with something behind its end', (path) => changeByte(segment(path), segmentBytes - 9), 'is damaged at byte'],
    ['that is shorter', (path) => truncateSync(segment(path), 600), 'journal segment 1 is 600 bytes long'],
    ['that is empty', (path) => truncateSync(segment(path), 0), 'journal segment 1 is 0 bytes long'],
    ['that is gone', (path) => rmSync(join(path, 'journal'), { recursive: true }), 'the journal is missing'],
  ])('%s is refused when the folder is opened, and left as it is', async (_, damage, reason) => {
    const { path } = await folderWith(3);
    const copy = copyOf(path);
    damage(copy);
    const before = existsSync(join(copy, 'journal')) ? readFileSync(segment(copy)) : null;
    const refusal = { code: 'damaged', subject: copy, cause: { message: expect.stringContaining(reason) } };
    await expect(openLogs({ path: copy })).rejects.toMatchObject(refusal);
    await expect(openLogs({ path: copy })).rejects.toMatchObject(refusal);
    if (before) expect(readFileSync(segment(copy))).toEqual(before);
    if (before)
      await expect(EmbeddedReader.open<NotesIntent>({ path: copy, version: 1, segmentBytes })).rejects.toMatchObject(
        refusal,
      );
  });

  test('in an older segment is refused too, also where it would count as unfinished', async () => {
    const { path, logs } = await folderWith(1);
    const refused = vi.spyOn(fs.promises, 'rm').mockRejectedValue(new Error('kept'));
    const log = await openRoom(logs, 'ROOM');
    await appendAll(log, 1, 300);
    refused.mockRestore();
    const copy = copyOf(path);
    const bytes = readFileSync(segment(copy));
    const end = bytes.lastIndexOf('\n');
    writeFileSync(segment(copy), bytes.fill(0, end - (end % 512)));
    await expect(openLogs({ path: copy })).rejects.toMatchObject({ code: 'damaged' });
    writeFileSync(segment(copy), bytes.fill(0));
    await expect(openLogs({ path: copy })).rejects.toMatchObject({ code: 'damaged' });
  });

  test('in which a line is missing refuses its room alone', async () => {
    const { path, logs } = await folderWith(1);
    const entry = (room: string, serverSeq: number) => [room, 'epoch-1', { kind: 'join', serverSeq, serverTime: 1 }];
    await logs.create('OTHER', beginning);
    const copy = copyOf(path);
    const bytes = readFileSync(segment(copy));
    const end = bytes.lastIndexOf('\n') + 1;
    recordAt(end, JSON.stringify([entry('ROOM', 3), entry('OTHER', 1)])).copy(bytes, end);
    writeFileSync(segment(copy), bytes);
    expect(await check(copy)).toEqual({ rooms: 1, lines: 1, faults: ['room ROOM: Line 2 is missing.'] });
    const again = await openLogs({ path: copy });
    await expect(again.open('ROOM')).rejects.toMatchObject({ code: 'damaged', subject: 'ROOM' });
    expect(await linesOf(await openRoom(again, 'OTHER'))).toHaveLength(1);
  });
});

describe("a room's file that is not as it was written", () => {
  test.each<[string, (file: string) => void]>([
    ['of which a byte has changed', (file) => changeByte(file, 60)],
    ['that is shorter', (file) => truncateSync(file, 60)],
    ['that is empty', (file) => truncateSync(file, 0)],
    ['that is of another room', (file) => writeFileSync(file, readFileSync(file.replace('BAD', 'GOOD')))],
  ])('%s refuses its room alone, until that is replaced', async (_, damage) => {
    const { path, logs } = await folderWith(2, 'GOOD');
    await (await logs.create('BAD', beginning)).append(joining('sue'), at(1));
    const copy = copyOf(path);
    damage(roomFile(copy, 'BAD'));
    const damaged = readFileSync(roomFile(copy, 'BAD'));
    const again = await openLogs({ path: copy });
    const refusal = { code: 'damaged', subject: 'BAD' };
    await expect(again.open('BAD')).rejects.toMatchObject(refusal);
    await expect(again.create('BAD', beginning)).rejects.toMatchObject({ code: 'room-exists' });
    expect(readFileSync(roomFile(copy, 'BAD'))).toEqual(damaged);
    expect(await linesOf(await openRoom(again, 'GOOD'))).toHaveLength(2);
    const reader = await EmbeddedReader.open<NotesIntent>({ path: copy, version: 1, segmentBytes });
    await expect(reader.open('BAD')).rejects.toMatchObject(refusal);
    expect(await check(copy)).toEqual({ rooms: 1, lines: 2, faults: [expect.stringMatching(/^room BAD: The file/)] });
    await again.replace('BAD', { ...beginning, epoch: 'epoch-2' }, beginning.epoch);
    expect((await openRoom(again, 'BAD')).epoch).toBe('epoch-2');
  });
});

test('unfinished files of a process that ended are deleted', async () => {
  const { path, logs } = await folderWith(1);
  await close(logs);
  for (const file of ['journal/00000009.new', 'rooms/ROOM.json.new']) writeFileSync(join(path, file), 'half');
  await close(await openLogs({ path }));
  expect([...segments(path), ...readdirSync(join(path, 'rooms'))].filter((name) => name.endsWith('.new'))).toEqual([]);
});
