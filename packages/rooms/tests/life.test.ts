import { MemoryLogs, type Log, type SavedSnapshot } from '@button/sync/log';
import { HERO } from '@button/sync';
import { NOT_RECORDED } from '@button/sync/hero';
import { PausedLog, type Notes, type NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  app,
  create,
  enter,
  newcomer,
  openConnection,
  openRooms,
  restore,
  returning,
  savedIn,
  snapshotIn,
  typesOf,
  watcher,
} from './harness.ts';

describe('presence', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a page that comes back in time never left', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(4_999);
    await enter(rooms, returning(room, bob.entered));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(typesOf(lines)).not.toContain('remove');
  });

  test('a page that does not come back has left, once, and its client is forgotten later', async () => {
    const { rooms, lines } = openRooms();
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    bob.session.leave();
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(typesOf(lines).filter((type) => type === 'remove')).toHaveLength(1);
    expect(typesOf(lines)).not.toContain('forget');
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(typesOf(lines).filter((type) => type === 'forget')).toHaveLength(1);
  });

  test('the old client of a page that took a new clientId leaves', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const { rooms: before } = openRooms({ logs });
    const room = await create(before);
    const bob = await enter(before, { ...newcomer, room });
    await before.close();
    await restore(logs, room, await savedIn(logs, room));
    const { rooms, lines } = openRooms({ logs });
    const again = await enter(rooms, returning(room, bob.entered));
    expect(again.entered.clientId).not.toBe(bob.entered.clientId);
    await vi.advanceTimersByTimeAsync(5_000);
    const left = lines.filter((line) => line.kind === 'action' && line.action.type === 'remove');
    expect(left).toMatchObject([{ action: { text: `${bob.entered.clientId}` } }]);
    const clients = new Map(snapshotIn(again.entered).clients);
    expect(clients.get(left[0]?.clientId ?? 0)).toMatchObject({ person: HERO });
  });

  test('a page that comes back after it left has arrived again', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(6_000);
    const again = await enter(rooms, returning(room, bob.entered));
    expect(again.entered.clientId).toBe(bob.entered.clientId);
    expect(typesOf(lines).filter((type) => type === 'add')).toHaveLength(2);
  });

  test('pages of a dead process that have not come back within 30 seconds leave', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const dead = openRooms({ logs });
    const room = await create(dead.rooms);
    const [bob] = [await enter(dead.rooms, { ...newcomer, room }), await enter(dead.rooms, { ...newcomer, room })];
    await dead.rooms.close();
    const { rooms, lines } = openRooms({ logs });
    const back = await enter(rooms, returning(room, bob.entered));
    expect(back.entered.clientId).toBe(bob.entered.clientId);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(typesOf(lines)).not.toContain('remove');
    await vi.advanceTimersByTimeAsync(1);
    expect(typesOf(lines).filter((type) => type === 'remove')).toHaveLength(1);
  });
});

/** The persons of the clients that a snapshot lists. */
const personsIn = ({ clients }: SavedSnapshot) => clients.map(([, { person }]) => person);

/** Logs that a test can pause and fail, through the last log that was opened. */
class PausedLogs extends MemoryLogs<NotesIntent> {
  last: PausedLog<NotesIntent> | null = null;

  override async open(room: string) {
    const log = await super.open(room);
    if (log) this.last = new PausedLog(log);
    return log && this.last;
  }
}

test('when a log fails, every page gets "not now", its connection is closed, and the room is opened again from the log', async () => {
  const logs = new PausedLogs();
  const { rooms, failures } = openRooms({ logs });
  const room = await create(rooms);
  const [bob, sue] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
  logs.last?.fail();
  void bob.session.emit(1, { type: 'add', text: 'a' });
  await vi.waitFor(() => expect(bob.isClosed() && sue.isClosed()).toBe(true));
  for (const { received } of [bob, sue]) expect(received).toEqual([{ notNow: NOT_RECORDED }]);
  expect(failures).toHaveLength(1);
  const back = await enter(rooms, returning(room, bob.entered));
  expect(back.entered.clientId).toBe(bob.entered.clientId);
});

test('a page that joins while the room is being ended for everybody is out, like all others', async () => {
  const logs = new PausedLogs();
  const isOver = ({ notes }: { readonly notes: readonly { readonly text: string }[] }) =>
    notes.some(({ text }) => text === 'end');
  const ends = { ...app, entryRefusal: (state: Notes) => (isOver(state) ? 'ended' : null), entryDependsOn: isOver };
  const { rooms } = openRooms({ logs, app: ends });
  const room = await create(rooms);
  const bob = await enter(rooms, { ...newcomer, room });
  if (logs.last) logs.last.isPaused = true;
  void bob.session.emit(1, { type: 'add', text: 'end' });
  const late = openConnection();
  const entering = rooms.enter({ ...watcher, room }, late.connection);
  await new Promise((resolve) => setImmediate(resolve));
  logs.last?.release();
  const answer = await entering;
  expect([bob.isClosed(), 'denied' in answer || late.isClosed()]).toEqual([true, true]);
});

describe('empty rooms', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const MINUTE = 60_000;

  test('go to sleep: they leave memory, and their clients are forgotten by the record', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const { rooms, lines } = openRooms({ logs });
    const room = await create(rooms);
    const pages = [newcomer, newcomer, watcher].map((request) => enter(rooms, { ...request, room }));
    for (const { session } of await Promise.all(pages)) session.leave();
    await vi.advanceTimersByTimeAsync(9 * MINUTE);
    expect(rooms.awake).toBe(1);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(rooms.awake).toBe(0);
    expect(typesOf(lines).filter((type) => type === 'forget')).toHaveLength(2);
    const snapshot = await savedIn(logs, room);
    expect(snapshot.serverSeq).toBe(lines.at(-1)?.serverSeq);
    expect(personsIn(snapshot)).toEqual([HERO]);
  });

  test('forget the Heroes of earlier wakings with their other clients', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const { rooms } = openRooms({ logs });
    const room = await create(rooms);
    const heroes = new Set<number>();
    for (let waking = 0; waking < 3; waking += 1) {
      (await enter(rooms, { ...newcomer, room })).session.leave();
      await vi.advanceTimersByTimeAsync(11 * MINUTE);
      const snapshot = await savedIn(logs, room);
      expect(personsIn(snapshot)).toEqual([HERO]);
      for (const [clientId] of snapshot.clients) heroes.add(clientId);
    }
    expect(heroes.size, 'each waking has a Hero of its own').toBe(3);
  });

  test('a room that stays awake forgets the Heroes of dead processes, and no page that is there', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const first = openRooms({ logs });
    const room = await create(first.rooms);
    await enter(first.rooms, { ...newcomer, room });
    await first.rooms.close();
    const second = openRooms({ logs });
    await enter(second.rooms, { ...newcomer, room });
    await second.rooms.close();
    expect(personsIn(await savedIn(logs, room)).filter((person) => person === HERO)).toHaveLength(2);
    const { rooms } = openRooms({ logs });
    const { person, clientId } = (await enter(rooms, { ...newcomer, room })).entered;
    await vi.advanceTimersByTimeAsync(61 * MINUTE);
    await rooms.close();
    const { clients } = await savedIn(logs, room);
    expect(clients).toMatchObject([
      [expect.any(Number), { person: HERO }],
      [clientId, { person }],
    ]);
  });

  test('wake when a page comes, with the state that they had', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    void bob.session.emit(1, { type: 'add', text: 'still here' });
    await vi.advanceTimersByTimeAsync(0);
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(11 * MINUTE);
    const again = await enter(rooms, returning(room, bob.entered));
    expect(again.entered.person).toBe(bob.entered.person);
    expect(snapshotIn(again.entered).clients.map(([clientId]) => clientId)).not.toContain(bob.entered.clientId);
    expect(snapshotIn(again.entered)).toMatchObject({
      serverSeq: lines.at(-1)?.serverSeq,
      state: { notes: [{ text: 'still here' }, {}] },
    });
  });

  test('do not go to sleep if a page comes in time', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    bob.session.leave();
    await vi.advanceTimersByTimeAsync(9 * MINUTE);
    await enter(rooms, { ...newcomer, room });
    await vi.advanceTimersByTimeAsync(30 * MINUTE);
    expect([rooms.awake, typesOf(lines).includes('forget')]).toEqual([1, false]);
  });

  test('that were restored wait as long as ever for a page, whichever page has had its number before', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const first = openRooms({ logs });
    const room = await create(first.rooms);
    const backup = await savedIn(logs, room);
    const bob = await enter(first.rooms, { ...newcomer, room });
    await first.rooms.close();
    await restore(logs, room, backup);
    const second = openRooms({ logs });
    await enter(second.rooms, { ...newcomer, room });
    await second.rooms.close();
    const { rooms, lines } = openRooms({ logs });
    await enter(rooms, returning(room, bob.entered));
    await vi.advanceTimersByTimeAsync(29_000);
    expect(typesOf(lines)).not.toContain('remove');
  });

  test('wake for a page that comes while they go to sleep, once they sleep', async () => {
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
    await vi.advanceTimersByTimeAsync(0);
    await entering;
    expect(logs.last).not.toBe(last);
  });
});

describe('closing', () => {
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

  test('records and saves the actions under way, and closes every connection', async () => {
    const logs = new PausedLogs();
    const { rooms, lines } = openRooms({ logs });
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    const { last } = logs;
    if (!last) throw new Error('the room is awake');
    last.isPaused = true;
    void bob.session.emit(1, { type: 'add', text: 'begun' });
    await nextTurn();
    const closed = rooms.close();
    await nextTurn();
    void bob.session.emit(2, { type: 'add', text: 'too late' });
    expect(bob.isClosed()).toBe(false);
    last.release();
    await closed;
    expect(lines.at(-1)).toMatchObject({ action: { text: 'begun' } });
    expect(await last.snapshot()).toMatchObject({ serverSeq: lines.at(-1)?.serverSeq });
    expect(bob.isClosed()).toBe(true);
  });

  test('lets no page in any more, and creates no room', async () => {
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

/** Logs in which the first code that is drawn is taken. */
class TakenOnce extends MemoryLogs<NotesIntent> {
  readonly asked: string[] = [];
  override async create(room: string, snapshot: SavedSnapshot): Promise<Log<NotesIntent>> {
    this.asked.push(room);
    if (this.asked.length === 1) await super.create(room, { ...snapshot, epoch: 'before' });
    return super.create(room, snapshot);
  }
}

test('a new room that cannot be recorded is denied, and the failure is reported', async () => {
  const logs = new MemoryLogs<NotesIntent>();
  logs.create = () => Promise.reject(new Error('the disk is full'));
  const { rooms, failures } = openRooms({ logs });
  expect(await rooms.create('10.0.0.1')).toEqual({ denied: 'not-recorded' });
  expect(failures).toMatchObject([{ message: 'the disk is full' }]);
});

test('a room is denied if every code that is drawn is taken', async () => {
  const roomCodes = { draw: () => 'ALWAYS', read: (typed: string) => typed };
  const { rooms } = openRooms({ app: { ...app, roomCodes } });
  await create(rooms);
  expect(await rooms.create('10.0.0.2')).toEqual({ denied: 'no-free-code' });
});

describe('a page that returns', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('while its leave is being recorded is in the state when it is welcomed', async () => {
    const logs = new PausedLogs();
    const { rooms, lines } = openRooms({ logs });
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.session.leave();
    const { last } = logs;
    if (!last) throw new Error('the room is awake');
    last.isPaused = true;
    await vi.advanceTimersByTimeAsync(5_000);
    const entering = enter(rooms, returning(room, bob.entered));
    await vi.advanceTimersByTimeAsync(0);
    last.release();
    await entering;
    expect(typesOf(lines).slice(-2)).toEqual(['remove', 'add']);
  });

  test('and is denied is away again', async () => {
    const { rooms, lines } = openRooms({ limits: { peoplePerRoom: 1 } });
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.session.leave();
    await enter(rooms, { ...newcomer, room });
    const denied = await rooms.enter(returning(room, bob.entered), openConnection().connection);
    expect(denied).toEqual({ denied: 'room-full' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(typesOf(lines)).toContain('remove');
  });
});
