import { spokenCodes } from '@button/rooms';
import { MemoryLogs } from '@button/sync/log';
import type { NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { create, enter, newcomer, openRooms, restore, savedIn } from './harness.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const [BOB, MALLORY] = ['10.0.0.1', '10.0.0.9'];

/** The turns of the event loop stay real. */
const toFake = ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
beforeEach(() => void vi.useFakeTimers({ toFake: [...toFake] }));
afterEach(() => void vi.useRealTimers());

type Rooms = ReturnType<typeof openRooms>['rooms'];

/** The rooms that have been empty for long enough fall asleep. */
async function fallAsleep(): Promise<void> {
  await vi.advanceTimersByTimeAsync(11 * MINUTE);
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** So many people meet in the room, leave it, and it falls asleep. */
async function meetIn(rooms: Rooms, room: string, people = 2): Promise<void> {
  const pages = await Promise.all(Array.from({ length: people }, () => enter(rooms, { ...newcomer, room })));
  for (const { session } of pages) session.leave();
  await fallAsleep();
}

/** The codes of all rooms, sorted. */
async function codesIn(logs: MemoryLogs<NotesIntent>): Promise<readonly string[]> {
  const codes: string[] = [];
  for await (const { room } of logs.list()) codes.push(room);
  return codes.sort();
}

describe('when there are too many rooms,', () => {
  function openFull(rooms: number) {
    const logs = new MemoryLogs<NotesIntent>();
    return { logs, ...openRooms({ logs, limits: { rooms } }) };
  }

  test('the oldest that never had two people makes way, and that is reported', async () => {
    const { rooms, logs, deleted, reasons } = openFull(3);
    const [met, alone, unused] = [await create(rooms), await create(rooms), await create(rooms)];
    await meetIn(rooms, met);
    await meetIn(rooms, alone, 1);
    const added = await create(rooms, '10.0.0.2');
    expect(await codesIn(logs)).toEqual([met, unused, added].sort());
    expect([deleted, reasons]).toEqual([[[alone]], ['made-way']]);
  });

  test('an address makes way for itself before others do', async () => {
    const { rooms, logs } = openFull(3);
    const bobs = await create(rooms, BOB);
    const [first, second] = [await create(rooms, MALLORY), await create(rooms, MALLORY)];
    const third = await create(rooms, MALLORY);
    expect(await codesIn(logs)).toEqual([bobs, second, third].sort());
    expect(await codesIn(logs)).not.toContain(first);
  });

  test('no room in which people have met makes way, nor one that was restored: then new ones are refused', async () => {
    const { rooms, logs } = openFull(2);
    const [met, restored] = [await create(rooms), await create(rooms)];
    await meetIn(rooms, met);
    await restore(logs, restored, await savedIn(logs, restored));
    const after = openRooms({ logs, limits: { rooms: 2 } });
    expect(await after.rooms.create(BOB)).toEqual({ denied: 'no-more-rooms' });
    expect(await codesIn(logs)).toEqual([met, restored].sort());
  });

  test('no room that somebody is in makes way', async () => {
    const { rooms } = openFull(1);
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    expect(await rooms.create(MALLORY)).toEqual({ denied: 'no-more-rooms' });
    bob.session.leave();
    await fallAsleep();
    expect(await rooms.create(MALLORY)).toHaveProperty('code');
  });

  test('a room from before the start makes way, before newer ones', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const before = openRooms({ logs });
    const [met, alone] = [await create(before.rooms), await create(before.rooms)];
    await meetIn(before.rooms, met);
    await before.rooms.close();
    const { rooms } = openRooms({ logs, limits: { rooms: 3 } });
    const newer = await create(rooms, BOB);
    const newest = await create(rooms, MALLORY);
    expect(await codesIn(logs)).toEqual([met, newer, newest].sort());
    expect(await codesIn(logs)).not.toContain(alone);
  });

  test('one makes way for each new one, also when they are created at once', async () => {
    const { rooms, logs } = openFull(4);
    for (let count = 0; count < 4; count += 1) await create(rooms, BOB);
    const added = await Promise.all([1, 2, 3].map((last) => create(rooms, `10.0.1.${last}`)));
    const codes = await codesIn(logs);
    expect(codes).toHaveLength(4);
    expect(codes).toEqual(expect.arrayContaining(added));
  });
});

describe('an address', () => {
  test('has a number of rooms: more replace those in which nobody met, and then it is refused', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const { rooms } = openRooms({ logs, limits: { roomsPerAddress: 2 } });
    const [met, alone] = [await create(rooms, MALLORY), await create(rooms, MALLORY)];
    await meetIn(rooms, met);
    const third = await create(rooms, MALLORY);
    expect(await codesIn(logs)).toEqual([met, third].sort());
    expect(await codesIn(logs)).not.toContain(alone);
    await meetIn(rooms, third);
    expect(await rooms.create(MALLORY)).toEqual({ denied: 'too-many-rooms' });
    expect(await rooms.create(BOB)).toHaveProperty('code');
  });

  test('may create a room again when one of its own was deleted', async () => {
    const { rooms } = openRooms({ limits: { roomsPerAddress: 1 }, timeouts: { keep: HOUR } });
    await meetIn(rooms, await create(rooms, MALLORY));
    expect(await rooms.create(MALLORY)).toEqual({ denied: 'too-many-rooms' });
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(await rooms.create(MALLORY)).toHaveProperty('code');
  });

  test('that makes rooms without end, and enters each, takes no room from others, and no place that they need', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const opened = openRooms({ logs, limits: { rooms: 60, roomsPerAddress: 50 } });
    const { rooms } = opened;
    const bobs = await create(rooms, BOB);
    await meetIn(rooms, bobs);
    for (let minute = 0; minute < 10; minute += 1) {
      for (let count = 0; count < 20; count += 1) {
        const answer = await rooms.create(MALLORY);
        if ('code' in answer) (await enter(rooms, { ...newcomer, room: answer.code }, MALLORY)).session.leave();
      }
      await vi.advanceTimersByTimeAsync(MINUTE);
    }
    expect(await logs.count()).toBe(51);
    await enter(rooms, { ...newcomer, room: bobs });
    expect(await rooms.create('10.0.0.2')).toHaveProperty('code');
    expect(opened.failures).toEqual([]);
  });
});

test('people who cannot be kept as having met are reported, and their room makes no way until the next start', async () => {
  const logs = new MemoryLogs<NotesIntent>();
  logs.markShared = () => Promise.reject(new Error('the disk is full'));
  const { rooms, failures } = openRooms({ logs, limits: { rooms: 1 } });
  await meetIn(rooms, await create(rooms));
  expect(failures).toMatchObject([{ message: 'the disk is full' }]);
  expect(await rooms.create(BOB)).toEqual({ denied: 'no-more-rooms' });
});

test('codes get longer as rooms get many, so that of a thousand guesses at most one finds a room', () => {
  expect([0, 1, 343, 344, 24_010, 24_011, 1_000_000].map((rooms) => spokenCodes.draw(rooms).length / 2)).toEqual([
    3, 3, 3, 4, 4, 5, 5,
  ]);
});
