import { MemoryLogs } from '@button/sync/log';
import type { NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { create, enter, newcomer, openConnection, openRooms, watcher } from './harness.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** The turns of the event loop stay real. */
const toFake = ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
beforeEach(() => void vi.useFakeTimers({ toFake: [...toFake] }));
afterEach(() => void vi.useRealTimers());

/** Sets the wall clock; the monotonic clock does not notice. */
const setWallClockBy = (offset: number) => vi.setSystemTime(Date.now() + offset);

/** Emits a note twice, 250 ms apart, with `between` in the middle; resolves to the official times. */
async function emitTwice(opened: ReturnType<typeof openRooms>, room: string, between: () => unknown = () => undefined) {
  const bob = await enter(opened.rooms, { ...newcomer, room });
  await bob.session.emit(1, { type: 'add', text: 'first' });
  await vi.advanceTimersByTimeAsync(250);
  between();
  await bob.session.emit(2, { type: 'add', text: 'second' });
  bob.session.leave();
  const [first = 0, second = 0] = opened.lines.slice(-2).map(({ serverTime }) => serverTime);
  return { first, second };
}

describe("a room's time", () => {
  test.each([
    ['back', -HOUR],
    ['forward', HOUR],
  ])('continues as before when the wall clock is set %s', async (_, offset) => {
    const opened = openRooms();
    const { first, second } = await emitTwice(opened, await create(opened.rooms), () => setWallClockBy(offset));
    expect(second - first).toBe(250);
  });

  test('begins at the wall clock when the room wakes', async () => {
    const opened = openRooms();
    const room = await create(opened.rooms);
    setWallClockBy(HOUR);
    const now = Date.now();
    expect((await emitTwice(opened, room)).first).toBe(now);
  });

  test('continues from the record when the wall clock is behind it, and runs on', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const before = openRooms({ logs });
    const room = await create(before.rooms);
    const { second: last } = await emitTwice(before, room);
    await before.rooms.close();
    setWallClockBy(-HOUR);
    const { first, second } = await emitTwice(openRooms({ logs }), room);
    expect(first).toBeGreaterThanOrEqual(last);
    expect(first).toBeLessThan(last + MINUTE);
    expect(second - first).toBe(250);
  });
});

describe('rooms in which nothing happens', () => {
  /** Logs with this many rooms in which nothing has happened for 40 days. */
  async function logsWithOldRooms(count: number) {
    const logs = new MemoryLogs<NotesIntent>();
    const { rooms } = openRooms({ logs, limits: { newRoomsPerMinute: count } });
    const codes = await Promise.all(Array.from({ length: count }, () => create(rooms)));
    await rooms.close();
    setWallClockBy(40 * DAY);
    return { logs, codes };
  }

  test('are deleted after 30 days, and not before, and not while others visit them', async () => {
    const { rooms, deleted } = openRooms();
    const [old, visited] = [await create(rooms), await create(rooms)];
    await vi.advanceTimersByTimeAsync(20 * DAY);
    (await enter(rooms, { ...newcomer, room: visited })).session.leave();
    await vi.advanceTimersByTimeAsync(9 * DAY);
    (await enter(rooms, { ...newcomer, room: visited })).session.leave();
    expect(deleted).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * DAY);
    const unknown = { denied: 'unknown-room' };
    expect(await rooms.enter({ ...newcomer, room: old }, openConnection().connection)).toEqual(unknown);
    await enter(rooms, { ...newcomer, room: visited });
    expect(deleted).toEqual([[old]]);
  });

  test('are not looked for before the server has been up for an hour', async () => {
    const { logs, codes } = await logsWithOldRooms(1);
    const { deleted } = openRooms({ logs });
    await vi.advanceTimersByTimeAsync(HOUR - 1);
    expect([deleted, await logs.count()]).toEqual([[], 1]);
    await vi.advanceTimersByTimeAsync(1);
    expect([deleted, await logs.count()]).toEqual([[codes], 0]);
  });

  test('survive a server that is started with its clock 40 days ahead, until it is set right', async () => {
    const { logs } = await logsWithOldRooms(1);
    const { deleted } = openRooms({ logs });
    await vi.advanceTimersByTimeAsync(HOUR / 2);
    setWallClockBy(-40 * DAY);
    await vi.advanceTimersByTimeAsync(10 * HOUR);
    expect([deleted, await logs.count()]).toEqual([[], 1]);
  });

  test.each([
    ['ahead', 40 * DAY + 2 * MINUTE],
    ['back', -2 * MINUTE],
  ])('are not deleted in the hour in which the wall clock has jumped %s, but in the next', async (_, offset) => {
    const { logs } = await logsWithOldRooms(1);
    const { deleted } = openRooms({ logs });
    setWallClockBy(offset);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(deleted).toEqual([]);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(deleted).toHaveLength(1);
  });

  test('are deleted although the wall clock has been corrected by a few seconds', async () => {
    const { logs } = await logsWithOldRooms(1);
    const { deleted } = openRooms({ logs });
    setWallClockBy(-30_000);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(deleted).toHaveLength(1);
  });

  test('are deleted at most 100 in a go, and others have their turn in between', async () => {
    const { logs } = await logsWithOldRooms(250);
    const { deleted } = openRooms({ logs });
    vi.advanceTimersByTime(HOUR);
    const left: number[] = [];
    while (left.at(-1) !== 0) {
      await new Promise((resolve) => setImmediate(resolve));
      left.push(await logs.count());
    }
    expect(left).toEqual([150, 50, 0]);
    expect(deleted.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  test('are reported as deleted only if they are: not when they are in use, and not when deleting fails', async () => {
    const { logs, codes } = await logsWithOldRooms(3);
    const [inUse = '', damaged = '', old] = codes;
    const opened = openRooms({ logs });
    logs.delete = async (room) => {
      if (room === damaged) throw new Error('the disk is gone');
      await MemoryLogs.prototype.delete.call(logs, room);
    };
    await enter(opened.rooms, { ...watcher, room: inUse });
    setWallClockBy(DAY);
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(opened.deleted).toEqual([[old]]);
    expect(opened.failures).toMatchObject([{ message: 'the disk is gone' }]);
  });

  test('are left when the server closes', async () => {
    const { logs } = await logsWithOldRooms(1);
    const { rooms, deleted } = openRooms({ logs });
    await rooms.close();
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(deleted).toEqual([]);
  });

  test('are left when the server closes during a search', async () => {
    const { logs } = await logsWithOldRooms(250);
    const { rooms, deleted } = openRooms({ logs });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(HOUR);
    await turn();
    await rooms.close();
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect([deleted.flat().length, await logs.count()]).toEqual([100, 150]);
  });
});
