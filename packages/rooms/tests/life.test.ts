import { MemoryLogs, type Log, type SavedSnapshot } from '@button/sync/log';
import { HERO } from '@button/sync';
import { NOT_RECORDED } from '@button/sync/hero';
import { PausedLog, type NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { comeBack, create, enter, newcomer, openConnection, openRooms, textsOf, watcher } from './harness.ts';

describe('presence', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a page that comes back in time never left', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(4_999);
    await enter(rooms, comeBack(room, bob.entered));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(textsOf(lines)).not.toContain('remove');
  });

  test('who does not come back has left, once, and is forgotten later', async () => {
    const { rooms, lines } = openRooms();
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    bob.session.leave();
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(textsOf(lines).filter((type) => type === 'remove')).toHaveLength(1);
    expect(textsOf(lines)).not.toContain('forget');
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(textsOf(lines).filter((type) => type === 'forget')).toHaveLength(1);
  });

  test('the old clientId of a page that took another one leaves', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const { entered } = await enter(rooms, { ...newcomer, room });
    const { clientId, clientKey } = entered;
    const returning = { clientId, clientKey, epoch: 'another epoch', serverSeq: 7 };
    await enter(rooms, { ...comeBack(room, entered), returning });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(lines).toContainEqual(expect.objectContaining({ action: { type: 'remove', text: clientId, person: HERO } }));
  });

  test('who left and comes back has arrived again', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(6_000);
    const again = await enter(rooms, comeBack(room, bob.entered));
    expect(again.entered.clientId).toBe(bob.entered.clientId);
    expect(textsOf(lines).filter((type) => type === 'add')).toHaveLength(2);
  });

  test('people of a dead process who have not come back within 30 seconds leave', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const dead = openRooms({ logs });
    const room = await create(dead.rooms);
    const [bob] = [await enter(dead.rooms, { ...newcomer, room }), await enter(dead.rooms, { ...newcomer, room })];
    await dead.rooms.close();
    const { rooms, lines } = openRooms({ logs });
    const back = await enter(rooms, comeBack(room, bob.entered));
    expect(back.entered.clientId).toBe(bob.entered.clientId);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(textsOf(lines)).not.toContain('remove');
    await vi.advanceTimersByTimeAsync(1);
    expect(textsOf(lines).filter((type) => type === 'remove')).toHaveLength(1);
  });
});

/** Logs whose disk a test can fill: the last log that was opened is at hand. */
class PausedLogs extends MemoryLogs<NotesIntent> {
  last: PausedLog<NotesIntent> | null = null;

  override async open(room: string) {
    const log = await super.open(room);
    if (log) this.last = new PausedLog(log);
    return log && this.last;
  }
}

test('when a log fails, everybody is lines so and sent away, and the room is opened anew from it', async () => {
  const logs = new PausedLogs();
  const { rooms, failures } = openRooms({ logs });
  const room = await create(rooms);
  const [bob, sue] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
  logs.last?.fail();
  bob.session.emit(1, { type: 'add', text: 'a' });
  await vi.waitFor(() => expect(bob.isClosed() && sue.isClosed()).toBe(true));
  for (const { heard } of [bob, sue]) expect(heard).toEqual([{ notNow: NOT_RECORDED }]);
  expect(failures).toHaveLength(1);
  const back = await enter(rooms, comeBack(room, bob.entered));
  expect(back.entered.clientId).toBe(bob.entered.clientId);
});

describe('rooms that nobody is in', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const MINUTE = 60_000;

  test('go to sleep: they are forgotten in memory, and who was there is forgotten in the record', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const { rooms, lines } = openRooms({ logs });
    const room = await create(rooms);
    const [bob, screen] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...watcher, room })];
    bob.session.leave();
    screen.session.leave();
    await vi.advanceTimersByTimeAsync(9 * MINUTE);
    expect(rooms.awake).toBe(1);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(rooms.awake).toBe(0);
    expect(textsOf(lines).filter((type) => type === 'forget')).toHaveLength(2);
    const snapshot = await (await logs.open(room))?.snapshot();
    expect(snapshot?.serverSeq).toBe(lines.at(-1)?.serverSeq);
    expect(Object.keys(snapshot?.lastSeqs ?? {})).toEqual([expect.stringMatching(/^hero-/)]);
  });

  test('wake when somebody comes, and go on where they were', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.session.emit(1, { type: 'add', text: 'still here' });
    await vi.advanceTimersByTimeAsync(0);
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(11 * MINUTE);
    const again = await enter(rooms, comeBack(room, bob.entered));
    expect(again.entered).toMatchObject({ expired: true, person: bob.entered.person });
    expect(again.entered.catchUp).toMatchObject({
      snapshot: { serverSeq: lines.at(-1)?.serverSeq, state: { notes: [{ text: 'still here' }, {}] } },
    });
  });

  test('stay awake while somebody is there, or comes in time', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(9 * MINUTE);
    await enter(rooms, { ...newcomer, room });
    await vi.advanceTimersByTimeAsync(30 * MINUTE);
    expect([rooms.awake, textsOf(lines).includes('forget')]).toEqual([1, false]);
  });

  test('wait for whoever comes while they go to sleep', async () => {
    const logs = new PausedLogs();
    const { rooms } = openRooms({ logs });
    const room = await create(rooms);
    (await enter(rooms, { ...newcomer, room })).session.leave();
    await vi.advanceTimersByTimeAsync(9 * MINUTE);
    const { last } = logs;
    if (last) last.isPaused = true;
    await vi.advanceTimersByTimeAsync(MINUTE);
    const entering = enter(rooms, { ...newcomer, room });
    await vi.advanceTimersByTimeAsync(0);
    expect([rooms.awake, logs.last]).toEqual([1, last]);
    last?.release();
    await entering;
    expect(logs.last).not.toBe(last);
  });

  test('are deleted after 30 days in which nothing happened, and not before', async () => {
    const DAY = 24 * 60 * MINUTE;
    const { rooms } = openRooms();
    const [old, visited] = [await create(rooms), await create(rooms)];
    await vi.advanceTimersByTimeAsync(20 * DAY);
    (await enter(rooms, { ...newcomer, room: visited })).session.leave();
    await vi.advanceTimersByTimeAsync(9 * DAY);
    (await enter(rooms, { ...newcomer, room: visited })).session.leave();
    await vi.advanceTimersByTimeAsync(2 * DAY);
    const unknown = { denied: 'unknown-room' };
    expect(await rooms.enter({ ...newcomer, room: old }, openConnection().connection)).toEqual(unknown);
    await enter(rooms, { ...newcomer, room: visited });
  });
});

describe('closing in order', () => {
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

  test('finishes what has begun, saves it, and sends everybody away', async () => {
    const logs = new PausedLogs();
    const { rooms, lines } = openRooms({ logs });
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    const { last } = logs;
    if (!last) throw new Error('the room is awake');
    last.isPaused = true;
    bob.session.emit(1, { type: 'add', text: 'begun' });
    await nextTurn();
    const closed = rooms.close();
    await nextTurn();
    bob.session.emit(2, { type: 'add', text: 'too late' });
    expect(bob.isClosed()).toBe(false);
    last.release();
    await closed;
    expect(lines.at(-1)).toMatchObject({ action: { text: 'begun' } });
    expect(await last.snapshot()).toMatchObject({ serverSeq: lines.at(-1)?.serverSeq });
    expect(bob.isClosed()).toBe(true);
  });

  test('takes nobody in, and makes no room', async () => {
    const { rooms } = openRooms();
    const room = await create(rooms);
    await rooms.close();
    expect(await rooms.create('10.0.0.1')).toEqual({ denied: 'closing' });
    await expect(rooms.enter({ ...newcomer, room }, openConnection().connection)).rejects.toThrow('closed');
  });
});

test('a code that is taken is drawn again', async () => {
  const logs = new TakenOnce();
  const { rooms, failures } = openRooms({ logs });
  const code = await create(rooms);
  expect(failures).toEqual([]);
  expect(logs.asked).toEqual([expect.any(String), code]);
});

/** The first code that is drawn is taken. */
class TakenOnce extends MemoryLogs<NotesIntent> {
  readonly asked: string[] = [];
  override async create(room: string, snapshot: SavedSnapshot): Promise<Log<NotesIntent>> {
    this.asked.push(room);
    if (this.asked.length === 1) await super.create(room, { ...snapshot, epoch: 'before' });
    return super.create(room, snapshot);
  }
}

test('a room that could not be made is refused, and the owner hears why', async () => {
  const logs = new MemoryLogs<NotesIntent>();
  logs.create = () => Promise.reject(new Error('the disk is full'));
  const { rooms, failures } = openRooms({ logs });
  expect(await rooms.create('10.0.0.1')).toEqual({ denied: 'not-recorded' });
  expect(failures).toMatchObject([{ message: 'the disk is full' }]);
});
