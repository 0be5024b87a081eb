import fs, { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedSetting } from '@button/logs/embedded';
import { action, at, beginning, BOB, join as joining, subscribed } from '@button/sync/testing/log';
import { describe, expect, test, vi } from 'vitest';
import { appendAll, close, copyOf, linesIn, linesOf, makeFolder, openLogs, openRoom, segmentBytes } from './folders.ts';

const { fdatasync, write } = fs;
const turn = () => new Promise((resolve) => setImmediate(resolve));
const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

/** Bob's room, which he has joined, and the lines that a subscriber is told. */
async function openBobsRoom(setting: Partial<EmbeddedSetting> = {}) {
  const path = makeFolder();
  const logs = await openLogs({ path, ...setting });
  const log = await logs.create('ROOM', beginning);
  await log.append(joining('bob'), at(1));
  const { lines } = await subscribed(log, 1);
  return { path, logs, log, lines };
}

/** No file can be made in a part of the folder until the mock is restored. */
function refuseFilesIn(part: 'journal' | 'rooms') {
  const { open } = fs.promises;
  return vi.spyOn(fs.promises, 'open').mockImplementation(async (file, flags, mode) => {
    if (String(file).includes(`/${part}/`) && flags === 'w') throw full;
    return open(file, flags, mode);
  });
}

/** Bob appends until it fails; resolves to the reason, and how many succeeded. */
async function appendUntilItFails(log: Awaited<ReturnType<typeof openBobsRoom>>['log'], from = 1) {
  for (let clientSeq = from; ; clientSeq += 1) {
    try {
      await log.append(action(BOB, clientSeq), at(1));
    } catch (error) {
      return { error, count: clientSeq - from };
    }
  }
}

describe('until the disk has confirmed', () => {
  test('no line is told, and no append is resolved', async () => {
    const { log, lines } = await openBobsRoom();
    const asked = new Promise<() => void>((resolve) => {
      vi.spyOn(fs, 'fdatasync').mockImplementationOnce((file, done) => resolve(() => fdatasync(file, done)));
    });
    let isResolved = false;
    const appended = log.append(action(BOB, 1), at(1)).then(() => (isResolved = true));
    const confirm = await asked;
    for (let turns = 0; turns < 50; turns += 1) await turn();
    expect([lines, isResolved]).toEqual([[], false]);
    confirm();
    await appended;
    expect(lines).toHaveLength(1);
  });

  test('of the lines that others wait for, none is told before an earlier one', async () => {
    const { logs, log, lines } = await openBobsRoom();
    const other = await logs.create('OTHER', beginning);
    const appends = [1, 2, 3].map((clientSeq) => log.append(action(BOB, clientSeq), at(1)));
    await turn();
    appends.push(log.append(action(BOB, 4), at(1)), other.append(joining('sue'), at(1)));
    await Promise.all(appends);
    expect(lines.map(({ clientSeq }) => clientSeq)).toEqual([1, 2, 3, 4]);
  });
});

describe('a disk that fails to confirm', () => {
  test('fails all that waits, in every room; nothing of it is told, and nothing of it comes back', async () => {
    const { path, logs, log, lines } = await openBobsRoom();
    const other = await logs.create('OTHER', beginning);
    vi.spyOn(fs, 'fdatasync').mockImplementationOnce((_, done) => done(new Error('EIO')));
    const appends = [log.append(action(BOB, 1), at(1)), other.append(joining('sue'), at(1))];
    await turn();
    appends.push(log.append(action(BOB, 2), at(1)));
    for (const { status } of await Promise.allSettled(appends)) expect(status).toBe('rejected');
    await expect(log.append(action(BOB, 3), at(1))).rejects.toMatchObject({ code: 'not-recorded', subject: 'ROOM' });
    expect(lines).toEqual([]);
    expect(await linesIn(copyOf(path))).toHaveLength(1);
    const again = await openRoom(logs, 'ROOM');
    expect(await again.append(action(BOB, 1), at(5))).toEqual({ kind: 'recorded', serverSeq: 2 });
    expect(await linesOf(again)).toMatchObject([{ kind: 'join' }, { clientSeq: 1, serverTime: 5 }]);
    expect(await linesIn(copyOf(path))).toEqual(await linesOf(again));
    expect(await linesOf(await openRoom(logs, 'OTHER'))).toEqual([]);
  });

  test('keeps failing appends until it works again, and then nothing of them comes back either', async () => {
    const { path, logs, log } = await openBobsRoom();
    const broken = vi.spyOn(fs, 'fdatasync').mockImplementation((_, done) => done(new Error('EIO')));
    await expect(log.append(action(BOB, 1), at(1))).rejects.toMatchObject({ cause: { message: 'EIO' } });
    const second = await openRoom(logs, 'ROOM');
    await expect(second.append(action(BOB, 1), at(1))).rejects.toMatchObject({ cause: { message: 'EIO' } });
    expect(await linesOf(second)).toHaveLength(1);
    broken.mockRestore();
    expect(await linesIn(copyOf(path))).toHaveLength(1);
    const third = await openRoom(logs, 'ROOM');
    expect(await third.append(action(BOB, 1), at(7))).toEqual({ kind: 'recorded', serverSeq: 2 });
    await close(logs);
    expect(await linesIn(path)).toMatchObject([{ serverSeq: 1 }, { serverSeq: 2, serverTime: 7 }]);
  });

  test('and then accepts nothing either is repaired before the next commit', async () => {
    const { path, logs, log } = await openBobsRoom();
    vi.spyOn(fs, 'fdatasync').mockImplementation((_, done) => {
      vi.spyOn(fs, 'write').mockImplementation((...args: unknown[]) => {
        const written = args.at(-1);
        if (typeof written === 'function') Reflect.apply(written, null, [new Error('EIO')]);
      });
      done(new Error('EIO'));
    });
    const add = { type: 'add', text: 'x'.repeat(5000) } as const;
    const long = log.append({ kind: 'action', clientId: BOB, clientSeq: 1, action: add }, at(1));
    await expect(long).rejects.toMatchObject({ code: 'not-recorded' });
    vi.restoreAllMocks();
    const again = await openRoom(logs, 'ROOM');
    await again.append(action(BOB, 1), at(1));
    await close(logs);
    expect(await linesIn(path)).toMatchObject([{ kind: 'join' }, action(BOB, 1)]);
  });
});

describe('a disk that becomes full', () => {
  test('in the middle of a commit tells nothing, and nothing of the commit comes back', async () => {
    const { path, logs, log, lines } = await openBobsRoom();
    const halves = vi.spyOn(fs, 'write');
    halves.mockImplementationOnce((...args: unknown[]) => {
      const [file, bytes, , length, place, done] = args;
      Reflect.apply(write, fs, [file, bytes, 0, Math.floor(Number(length) / 2), place, done]);
    });
    halves.mockImplementationOnce((...args: unknown[]) => {
      const done = args.at(-1);
      if (typeof done === 'function') Reflect.apply(done, null, [full]);
    });
    await expect(log.append(action(BOB, 1), at(1))).rejects.toMatchObject({ code: 'not-recorded', cause: full });
    expect(lines).toEqual([]);
    expect(await linesIn(copyOf(path))).toHaveLength(1);
    const again = await openRoom(logs, 'ROOM');
    expect(await again.append(action(BOB, 1), at(1))).toEqual({ kind: 'recorded', serverSeq: 2 });
  });

  test('writes the rest of what it accepts in parts', async () => {
    const { path, logs, log } = await openBobsRoom();
    vi.spyOn(fs, 'write').mockImplementationOnce((...args: unknown[]) => {
      const [file, bytes, , , place, done] = args;
      Reflect.apply(write, fs, [file, bytes, 0, 5, place, done]);
    });
    await log.append(action(BOB, 1), at(1));
    await close(logs);
    expect(await linesIn(path)).toHaveLength(2);
  });

  test('is noticed when the next segment is prepared: what was begun is used up, then appends fail', async () => {
    const { path, logs, log, lines } = await openBobsRoom();
    const refused = refuseFilesIn('journal');
    // The first segment and the one prepared behind it.
    const { error, count } = await appendUntilItFails(log);
    expect(error).toMatchObject({ code: 'not-recorded', cause: full });
    expect(lines).toHaveLength(count);
    expect(count).toBeGreaterThan(100);
    const again = await openRoom(logs, 'ROOM');
    await expect(again.append(action(BOB, count + 1), at(1))).rejects.toMatchObject({ cause: full });
    refused.mockRestore();
    const third = await openRoom(logs, 'ROOM');
    await third.append(action(BOB, count + 1), at(1));
    await close(logs);
    expect((await linesIn(path)).map(({ serverSeq }) => serverSeq)).toEqual(
      Array.from({ length: count + 2 }, (_, index) => index + 1),
    );
  });

  test('while rooms are saved keeps the journal, until they can be saved', async () => {
    const { path, logs, log } = await openBobsRoom();
    const refused = refuseFilesIn('rooms');
    await appendAll(log, 1, 500);
    await expect(logs.create('ANOTHER', beginning)).rejects.toMatchObject({ code: 'not-recorded', cause: full });
    await expect(log.save({ ...beginning, serverSeq: 1 }, 1)).rejects.toMatchObject({ code: 'not-recorded' });
    expect(log.truncatedTo).toBe(0);
    expect(readdirSync(join(path, 'journal')).length).toBeGreaterThan(3);
    expect(await linesIn(copyOf(path))).toHaveLength(501);
    refused.mockRestore();
    await appendAll(log, 501, 800);
    await close(logs);
    await close(await openLogs({ path }));
    expect(await linesIn(path)).toHaveLength(801);
    expect(await logs.count()).toBe(1);
    expect(readdirSync(join(path, 'journal')).length).toBeLessThan(4);
  });
});

test('few rooms are saved at the same time, so that the journal finds a free thread', async () => {
  const { logs } = await openBobsRoom();
  const rooms = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => logs.create(name, beginning)));
  const { open } = fs.promises;
  let [underWay, most] = [0, 0];
  let begin = (): void => undefined;
  const threeAreUnderWay = new Promise<void>((resolve) => {
    begin = resolve;
  });
  vi.spyOn(fs.promises, 'open').mockImplementation(async (file, flags, mode) => {
    if (flags !== 'w') return open(file, flags, mode);
    most = Math.max(most, (underWay += 1));
    if (underWay === 3) begin();
    await threeAreUnderWay;
    for (let turns = 0; turns < 20; turns += 1) await turn();
    underWay -= 1;
    return open(file, flags, mode);
  });
  await Promise.all(rooms.map((log) => log.save(beginning, 0)));
  expect(most).toBe(3);
});

test('a room that waits to be saved when the logs are closed keeps its lines in the journal', async () => {
  const { path, logs, log } = await openBobsRoom();
  const others = await Promise.all(['A', 'B', 'C', 'D'].map((name) => logs.create(name, beginning)));
  const saves = [...others, log].map((one) => one.save(beginning, 0));
  await Promise.all([Promise.allSettled(saves), close(logs)]);
  await expect(saves.at(-1)).rejects.toMatchObject({ code: 'not-recorded' });
  expect(await linesIn(path)).toHaveLength(1);
});

describe('the logs say that they can record nothing', () => {
  test('while the disk has too little space for the next segments, and no longer once it has', async () => {
    const { logs } = await openBobsRoom();
    const { statfs } = fs.promises;
    const tight = vi.spyOn(fs.promises, 'statfs').mockImplementation(async (path) => {
      return Object.assign(await statfs(path), { bavail: 2, bsize: segmentBytes });
    });
    expect(await logs.fault()).toBe('no-space');
    tight.mockRestore();
    expect(await logs.fault()).toBeNull();
  });

  test('while the record has reached its limit', async () => {
    const { logs, log } = await openBobsRoom({ maxBytes: 5_000 });
    await appendUntilItFails(log);
    expect(await logs.fault()).toBe('no-space');
    await logs.delete('ROOM');
    expect(await logs.fault()).toBeNull();
  });

  test('from a write that failed until one succeeds, which they try when they are asked', async () => {
    const { logs, log } = await openBobsRoom();
    const broken = vi.spyOn(fs, 'fdatasync').mockImplementation((_, done) => done(new Error('EIO')));
    await expect(log.append(action(BOB, 1), at(1))).rejects.toMatchObject({ code: 'not-recorded' });
    expect([await logs.fault(), await logs.fault()]).toEqual(['failing', 'failing']);
    broken.mockRestore();
    expect(await logs.fault()).toBeNull();
  });

  test('while the next segment cannot be prepared, before any append fails, and lose nothing when it can', async () => {
    const { path, logs, log } = await openBobsRoom();
    const refused = refuseFilesIn('journal');
    const { count } = await appendUntilItFails(log);
    expect(await logs.fault()).toBe('failing');
    refused.mockRestore();
    const again = await openRoom(logs, 'ROOM');
    // Asked while the journal begins that very segment.
    const [, ...faults] = await Promise.all([appendAll(again, count + 1, count + 500), logs.fault(), logs.fault()]);
    expect(faults).toEqual([null, null]);
    await close(logs);
    expect(await linesIn(path)).toHaveLength(count + 501);
  });

  test('while the disk takes longer than two seconds to confirm', async () => {
    const { logs, log } = await openBobsRoom();
    const asked = new Promise<() => void>((resolve) => {
      vi.spyOn(fs, 'fdatasync').mockImplementationOnce((file, done) => resolve(() => fdatasync(file, done)));
    });
    const appended = log.append(action(BOB, 1), at(1));
    const confirm = await asked;
    expect(await logs.fault()).toBeNull();
    const later = performance.now() + 2_001;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
    expect(await logs.fault()).toBe('behind');
    clock.mockRestore();
    confirm();
    await appended;
    expect(await logs.fault()).toBeNull();
  });
});

test('a line that is longer than a segment is not recorded, and the others are', async () => {
  const { logs, log } = await openBobsRoom();
  const text = 'x'.repeat(30_000);
  const long = log.append({ kind: 'action', clientId: BOB, clientSeq: 1, action: { type: 'add', text } }, at(1));
  await expect(long).rejects.toMatchObject({ code: 'not-recorded', cause: { message: 'The line is too long.' } });
  expect(await (await openRoom(logs, 'ROOM')).append(action(BOB, 1), at(1))).toMatchObject({ serverSeq: 2 });
});

test('more than may wait for the disk is not recorded, and what waits already is', async () => {
  const { logs, log, lines } = await openBobsRoom({ segmentBytes: 4_000_000 });
  const text = 'x'.repeat(20_000);
  const appends = Array.from({ length: 1000 }, (_, index) =>
    log.append({ kind: 'action', clientId: BOB, clientSeq: index + 1, action: { type: 'add', text } }, at(1)),
  );
  const results = await Promise.allSettled(appends);
  const recorded = results.findIndex(({ status }) => status === 'rejected');
  expect(recorded).toBeGreaterThan(700);
  expect(results.slice(recorded).every(({ status }) => status === 'rejected')).toBe(true);
  expect(lines).toHaveLength(recorded);
  expect(await linesOf(await openRoom(logs, 'ROOM'))).toHaveLength(recorded + 1);
});
