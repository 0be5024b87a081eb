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
  /** Logs with this many rooms in which nothing has happened for 40 days, and in which people had met. */
  async function logsWithOldRooms(count: number) {
    const logs = new MemoryLogs<NotesIntent>();
    const { rooms } = openRooms({ logs, limits: { newRoomsPerMinute: count } });
    const codes = await Promise.all(Array.from({ length: count }, () => create(rooms)));
    for (const code of codes) await logs.markShared(code);
    await rooms.close();
    for (let hours = 0; hours <= 40 * 24; hours += 1) await logs.passHour();
    return { logs, codes };
  }

  /** A room in which Bob was for a moment. */
  async function visit(rooms: ReturnType<typeof openRooms>['rooms'], room: string) {
    (await enter(rooms, { ...newcomer, room })).session.leave();
    return room;
  }

  test('are deleted after 30 days, and not before, and not while others visit them', async () => {
    const { rooms, deleted, reasons } = openRooms();
    const old = await visit(rooms, await create(rooms));
    const visited = await visit(rooms, await create(rooms));
    await vi.advanceTimersByTimeAsync(20 * DAY);
    await visit(rooms, visited);
    await vi.advanceTimersByTimeAsync(9 * DAY);
    await visit(rooms, visited);
    expect(deleted).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * DAY);
    const unknown = { denied: 'unknown-room' };
    expect(await rooms.enter({ ...newcomer, room: old }, openConnection().connection)).toEqual(unknown);
    await enter(rooms, { ...newcomer, room: visited });
    expect([deleted, reasons]).toEqual([[[old]], ['old']]);
  });

  test('are deleted within two hours, but not within the first, if no page has ever entered them', async () => {
    const { rooms, deleted, reasons } = openRooms();
    await vi.advanceTimersByTimeAsync(HOUR / 2);
    const [entered, unused] = [await create(rooms), await create(rooms)];
    await visit(rooms, entered);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(deleted).toEqual([]);
    await vi.advanceTimersByTimeAsync(HOUR / 2);
    expect([deleted, reasons]).toEqual([[[unused]], ['unused']]);
    await vi.advanceTimersByTimeAsync(20 * DAY);
    await enter(rooms, { ...newcomer, room: entered });
  });

  test('are not looked for before the server has been up for an hour', async () => {
    const { logs, codes } = await logsWithOldRooms(1);
    const { deleted } = openRooms({ logs });
    await vi.advanceTimersByTimeAsync(HOUR - 1);
    expect([deleted, await logs.count()]).toEqual([[], 1]);
    await vi.advanceTimersByTimeAsync(1);
    expect([deleted, await logs.count()]).toEqual([[codes], 0]);
  });

  test.each([
    ['was 40 days ahead at the start, and is set right', 40 * DAY, -40 * DAY],
    ['is 40 days ahead all the time', 40 * DAY, 0],
    ['is set 40 days ahead', 0, 40 * DAY],
    ['is set back by 40 days', 0, -40 * DAY],
  ])('are kept for 30 days of a server that is up, also when its clock %s', async (_, atStart, later) => {
    const logs = new MemoryLogs<NotesIntent>();
    const before = openRooms({ logs });
    const room = await visit(before.rooms, await create(before.rooms));
    await vi.advanceTimersByTimeAsync(HOUR / 2);
    await before.rooms.close();
    setWallClockBy(atStart);
    const { deleted } = openRooms({ logs });
    await vi.advanceTimersByTimeAsync(HOUR / 2);
    setWallClockBy(later);
    await vi.advanceTimersByTimeAsync(29 * DAY);
    expect(deleted).toEqual([]);
    await vi.advanceTimersByTimeAsync(DAY + HOUR);
    expect(deleted).toEqual([[room]]);
  });

  test('count the hours of all servers, and none in which no server was up', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const first = openRooms({ logs });
    const room = await visit(first.rooms, await create(first.rooms));
    await vi.advanceTimersByTimeAsync(20 * DAY);
    await first.rooms.close();
    await vi.advanceTimersByTimeAsync(20 * DAY);
    const second = openRooms({ logs });
    await vi.advanceTimersByTimeAsync(9 * DAY);
    expect([first.deleted, second.deleted]).toEqual([[], []]);
    await vi.advanceTimersByTimeAsync(DAY + HOUR);
    expect(second.deleted).toEqual([[room]]);
  });

  test('are deleted although the hour cannot be kept, because the disk is full', async () => {
    const { logs, codes } = await logsWithOldRooms(1);
    logs.passHour = () => Promise.reject(new Error('the disk is full'));
    const { deleted, failures } = openRooms({ logs });
    await vi.advanceTimersByTimeAsync(HOUR);
    expect([deleted, failures]).toMatchObject([[codes], [{ message: 'the disk is full' }]]);
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
    await vi.advanceTimersByTimeAsync(HOUR);
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
