import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { spokenCodes } from '@button/rooms';
import { MemoryLogs } from '@button/sync/log';
import type { Notes, NotesIntent } from '@button/sync/testing';
import type { EntryRequest } from '../src/page-connection.ts';
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
  sessionFrom,
  snapshotIn,
  watcher,
} from './harness.ts';

/** A room of which Bob was a page before a restore to its beginning. Sue came after it, and has the number that he had. */
async function openRestored(limits = {}) {
  const logs = new MemoryLogs<NotesIntent>();
  const { rooms: before } = openRooms({ logs });
  const room = await create(before);
  const backup = await savedIn(logs, room);
  const bob = await enter(before, { ...newcomer, room });
  await before.close();
  await restore(logs, room, backup);
  const { rooms, lines } = openRooms({ logs, limits });
  const sue = await enter(rooms, { ...newcomer, room });
  expect(sue.entered.clientId).toBe(bob.entered.clientId);
  return { rooms, lines, room, bob, sue };
}

describe('rooms', () => {
  test('a code is three syllables that are easy to say', async () => {
    const { rooms } = openRooms();
    expect(await create(rooms)).toMatch(/^([BDFGKLMNPRSTVZ][AEIOU]){3}$/);
  });

  test('a room is found however its code was typed', async () => {
    const { rooms } = openRooms();
    const code = await create(rooms);
    await enter(rooms, { ...newcomer, room: ` ${code.toLowerCase()} ` });
  });

  test('an unknown room is denied', async () => {
    const { rooms } = openRooms();
    expect(await rooms.enter({ ...newcomer, room: 'NOWHERE' }, openConnection().connection)).toEqual({
      denied: 'unknown-room',
    });
  });

  test('pages that come at the same time wake one room', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    await Promise.all([1, 2, 3].map(() => enter(rooms, { ...newcomer, room })));
    const arrivals = lines.filter(({ kind }) => kind === 'action');
    expect(arrivals.map(({ clientSeq }) => clientSeq)).toEqual([1, 2, 3]);
    expect(new Set(lines.map(({ serverSeq }) => serverSeq)).size).toBe(lines.length);
  });
});

describe('identity', () => {
  test('a newcomer is a new person, whose arrival is recorded', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    const sue = await enter(rooms, { ...newcomer, room });
    expect(bob.entered.person).not.toBe(sue.entered.person);
    expect(lines.filter(({ kind }) => kind === 'action')).toHaveLength(2);
  });

  test('a page with a person’s token is the same person, in another client', async () => {
    const { rooms } = openRooms();
    const room = await create(rooms);
    const before = await enter(rooms, { ...newcomer, room });
    const after = await enter(rooms, { ...newcomer, room, personToken: before.entered.personToken });
    expect(after.entered.person).toBe(before.entered.person);
    expect(after.entered.clientId).not.toBe(before.entered.clientId);
  });

  test.each([
    ['that was changed', (token: string) => token.replace(/^./, 'x')],
    ['that names no person', () => 'nonsense'],
    ['that is empty', () => ''],
  ])('a token %s is denied', async (_, forge) => {
    const { rooms } = openRooms();
    const room = await create(rooms);
    const { entered } = await enter(rooms, { ...newcomer, room });
    const personToken = forge(entered.personToken ?? '');
    expect(await rooms.enter({ ...newcomer, room, personToken }, openConnection().connection)).toEqual({
      denied: 'wrong-person-token',
    });
  });

  test('a token of another room is denied', async () => {
    const { rooms } = openRooms();
    const [here, there] = [await create(rooms), await create(rooms)];
    const { personToken } = (await enter(rooms, { ...newcomer, room: here })).entered;
    expect(await rooms.enter({ ...newcomer, room: there, personToken }, openConnection().connection)).toEqual({
      denied: 'wrong-person-token',
    });
  });

  describe('after a room was deleted,', () => {
    /** Bob has been in a room of this code, which was backed up and deleted. */
    async function openAfterDeletion() {
      const logs = new MemoryLogs<NotesIntent>();
      const before = openRooms({ logs });
      const room = await create(before.rooms);
      const bob = await enter(before.rooms, { ...newcomer, room });
      await before.rooms.close();
      const backup = await savedIn(logs, room);
      await logs.delete(room);
      const roomCodes = { ...spokenCodes, draw: () => room };
      return { logs, room, bob: bob.entered, backup, rooms: openRooms({ logs, app: { ...app, roomCodes } }).rooms };
    }

    test('a new room of its code knows none of its tokens and keys', async () => {
      const { rooms, room, bob } = await openAfterDeletion();
      expect(await create(rooms)).toBe(room);
      const denied = async (request: EntryRequest) => rooms.enter(request, openConnection().connection);
      expect(await denied({ ...returning(room, bob), returning: null })).toEqual({ denied: 'wrong-person-token' });
      expect(await denied({ ...returning(room, bob), personToken: null })).toEqual({ denied: 'wrong-client-key' });
    });

    test('a restored one knows all of them', async () => {
      const { logs, rooms, room, bob, backup } = await openAfterDeletion();
      await restore(logs, room, backup);
      expect((await enter(rooms, returning(room, bob))).entered.person).toBe(bob.person);
    });
  });

  test('a returning page continues under its clientId, and its old connection is closed', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    const before = await enter(rooms, { ...newcomer, room });
    const arrivals = lines.length;
    const after = await enter(rooms, returning(room, before.entered));
    expect(after.entered.clientId).toBe(before.entered.clientId);
    expect(before.isClosed()).toBe(true);
    expect(lines).toHaveLength(arrivals);
  });

  test('a key from before a restore proves nothing after it', async () => {
    const { rooms, room, bob, sue } = await openRestored();
    const { clientId, clientKey } = bob.entered;
    const { epoch } = snapshotIn(sue.entered);
    const stolen = { ...returning(room, bob.entered), returning: { clientId, clientKey, epoch, serverSeq: null } };
    expect(await rooms.enter(stolen, openConnection().connection)).toEqual({ denied: 'wrong-client-key' });
    expect(sue.isClosed()).toBe(false);
  });

  test('a page from before a restore is the same person under another clientId, and the page that has its number now stays', async () => {
    const { rooms, lines, room, bob, sue } = await openRestored();
    const again = await enter(rooms, returning(room, bob.entered));
    expect(again.entered.person).toBe(bob.entered.person);
    expect(again.entered.clientId).not.toBe(bob.entered.clientId);
    expect(snapshotIn(again.entered)).toMatchObject({
      continues: { epoch: snapshotIn(bob.entered).epoch, serverSeq: 0 },
    });
    expect(sue.isClosed()).toBe(false);
    for (const page of [sue, again]) await page.session.emit(1, { type: 'add', text: 'still here' });
    const { clientId } = again.entered;
    expect(lines.slice(-2)).toMatchObject([{ clientId: sue.entered.clientId }, { clientId }]);
  });

  test('a page that comes back has a key for the epoch that it is in now', async () => {
    const { rooms, room, bob } = await openRestored();
    const again = await enter(rooms, returning(room, bob.entered));
    const after = await enter(rooms, returning(room, again.entered));
    expect(after.entered.clientId).toBe(again.entered.clientId);
    expect(after.entered.catchUp).toHaveProperty('tail');
  });

  test('another person’s clientId is denied, and its owner’s session continues', async () => {
    const { rooms } = openRooms();
    const room = await create(rooms);
    const [bob, sue] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
    const stolen = { ...returning(room, sue.entered), personToken: bob.entered.personToken };
    expect(await rooms.enter(stolen, openConnection().connection)).toEqual({ denied: 'wrong-client-key' });
    expect(sue.isClosed()).toBe(false);
  });

  test('pages that watch have no person and no line in the record, and an action ends their connection', async () => {
    const { rooms, lines } = openRooms();
    const room = await create(rooms);
    await enter(rooms, { ...newcomer, room });
    const before = lines.length;
    const screen = await enter(rooms, { ...watcher, room });
    expect(screen.entered).toMatchObject({ person: null, personToken: null });
    await screen.session.emit(1, { type: 'add', text: 'a' });
    expect(screen.isClosed()).toBe(true);
    // The page may say who it was: it is nobody again, and gets the state.
    snapshotIn((await enter(rooms, { ...returning(room, screen.entered), watches: true })).entered);
    expect(lines).toHaveLength(before);
  });
});

describe('limits', () => {
  test('actions are limited per second and session: one more is answered "not now", and other sessions continue', async () => {
    const { rooms, lines } = openRooms({ limits: { actionsPerSecond: 2 } });
    const room = await create(rooms);
    const [bob, sue] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
    for (const clientSeq of [1, 2, 3]) void bob.session.emit(clientSeq, { type: 'add', text: `${clientSeq}` });
    await vi.waitFor(() => expect(bob.received).toEqual([{ notNow: ['too-many-actions', 1_000] }]));
    const before = lines.length;
    void sue.session.emit(1, { type: 'add', text: 'Sue’s' });
    await vi.waitFor(() => expect(lines).toHaveLength(before + 1));
  });

  test('actions are limited per second and room: when its pages have used them up, another room continues', async () => {
    const { rooms, lines } = openRooms({ limits: { actionsPerSecondPerRoom: 3 } });
    const room = await create(rooms);
    const [bob, sue] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
    const elsewhere = await enter(rooms, { ...newcomer, room: await create(rooms) });
    const before = lines.length;
    for (const clientSeq of [1, 2])
      for (const { session } of [bob, sue]) void session.emit(clientSeq, { type: 'add', text: `${clientSeq}` });
    await vi.waitFor(() => expect(sue.received).toEqual([{ notNow: ['too-many-actions', 1_000] }]));
    void elsewhere.session.emit(1, { type: 'add', text: 'elsewhere' });
    await vi.waitFor(() => expect(lines).toHaveLength(before + 4));
    expect(bob.received).toEqual([]);
  });

  test('pages of one address in one room are limited', async () => {
    const { rooms } = openRooms({ limits: { pagesPerAddress: 2 } });
    const room = await create(rooms);
    await enter(rooms, { ...newcomer, room });
    const second = await enter(rooms, { ...newcomer, room });
    expect(await rooms.enter({ ...newcomer, room }, openConnection().connection)).toEqual({ denied: 'room-full' });
    second.session.leave();
    await enter(rooms, { ...newcomer, room });
  });

  test('a page that asks too often to catch up has its connection closed', async () => {
    const { rooms } = openRooms({ limits: { actionsPerSecond: 2 } });
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    for (let count = 0; count < 3; count += 1) bob.session.catchUp({ epoch: '', serverSeq: 0 });
    await vi.waitFor(() => expect(bob.isClosed()).toBe(true));
    expect(bob.received.flatMap((message) => Object.keys(message))).toEqual(['caughtUp', 'caughtUp']);
  });

  test('new rooms are limited per address and minute', async () => {
    const { rooms } = openRooms({ limits: { newRoomsPerMinute: 1 } });
    await create(rooms);
    expect(await rooms.create('10.0.0.1')).toEqual({ denied: 'too-many-new-rooms' });
    expect(await rooms.create('10.0.0.2')).toHaveProperty('code');
  });

  test('rooms are limited in all', async () => {
    const { rooms } = openRooms({ limits: { rooms: 1 } });
    await enter(rooms, { ...newcomer, room: await create(rooms) });
    expect(await rooms.create('10.0.0.2')).toEqual({ denied: 'no-more-rooms' });
  });

  describe('when an address has used up its wrong codes,', () => {
    /** A room in which Bob is, and a function to ask for rooms. The address 10.0.0.9 has guessed too often. */
    async function openLimited(addressOfBob: string) {
      const { rooms } = openRooms({ limits: { wrongCodesPerMinute: 2 } });
      const room = await create(rooms);
      const bob = await enter(rooms, { ...newcomer, room }, addressOfBob);
      const asks = (asked: string, address: string, personToken: string | null = null) =>
        rooms.enter({ ...newcomer, room: asked, personToken }, openConnection(address).connection);
      for (let count = 0; count < 2; count += 1)
        expect(await asks('WRONG', '10.0.0.9')).toEqual({ denied: 'unknown-room' });
      return { rooms, room, bob, asks };
    }
    const limited = { denied: 'too-many-wrong-codes' };

    test('every code gets the same answer, right or wrong, and other addresses are let in', async () => {
      const { rooms, room, asks } = await openLimited('10.0.0.1');
      expect(await asks('WRONG', '10.0.0.9')).toEqual(limited);
      expect(await asks(room, '10.0.0.9')).toEqual(limited);
      expect(await asks(await create(rooms), '10.0.0.9')).toEqual(limited);
      expect(rooms.awake, 'no room was woken to find out').toBe(1);
      expect(await asks(room, '10.0.0.2')).not.toHaveProperty('denied');
    });

    test('a page with a token of the room is let in, and none with a token of another room or a forged one', async () => {
      const { rooms, room, bob, asks } = await openLimited('10.0.0.1');
      const { personToken } = bob.entered;
      expect(await asks(await create(rooms), '10.0.0.9', personToken)).toEqual(limited);
      expect(await asks(room, '10.0.0.9', `${personToken}x`)).toEqual(limited);
      expect(await asks(room, '10.0.0.9', personToken)).not.toHaveProperty('denied');
    });

    test('a token of a room that was deleted gets the same answer, whether or not there is a new room of its code', async () => {
      const logs = new MemoryLogs<NotesIntent>();
      const roomCodes = { ...spokenCodes, draw: () => 'TOMAKI' };
      const open = () => openRooms({ logs, app: { ...app, roomCodes }, limits: { wrongCodesPerMinute: 1 } }).rooms;
      const before = open();
      const { personToken } = (await enter(before, { ...newcomer, room: await create(before) })).entered;
      await before.close();
      await logs.delete('TOMAKI');
      const after = open();
      const asks = () =>
        after.enter({ ...newcomer, room: 'TOMAKI', personToken }, openConnection('10.0.0.9').connection);
      expect(await asks()).toEqual({ denied: 'unknown-room' });
      expect(await asks()).toEqual(limited);
      await create(after);
      expect(await asks()).toEqual(limited);
    });

    test('a page of that address gets into a room that it has created', async () => {
      const { rooms, asks } = await openLimited('10.0.0.1');
      const own = await create(rooms, '10.0.0.9');
      expect(await asks(own, '10.0.0.9')).not.toHaveProperty('denied');
    });

    test('anybody is let into a room in which a page of that address is, and into no other', async () => {
      const { rooms, room, asks } = await openLimited('10.0.0.9');
      expect(await asks(await create(rooms), '10.0.0.9')).toEqual(limited);
      expect(await asks(room, '10.0.0.9')).not.toHaveProperty('denied');
    });

    test('a page that has left opens no room for its address', async () => {
      const { room, bob, asks } = await openLimited('10.0.0.9');
      bob.session.leave();
      expect(await asks(room, '10.0.0.9')).toEqual(limited);
    });

    test('pages without an address share one budget, and have no address in common', async () => {
      const { room, asks } = await openLimited('');
      for (let count = 0; count < 2; count += 1) expect(await asks('WRONG', '')).toEqual({ denied: 'unknown-room' });
      expect(await asks(room, '')).toEqual(limited);
    });
  });

  test('wrong codes are limited in all: then any address gets one and the same answer, and whoever is known is let in', async () => {
    const { rooms } = openRooms({ limits: { wrongCodesPerMinuteInAll: 3 } });
    const [room, other] = [await create(rooms), await create(rooms, '10.0.0.2')];
    const bob = await enter(rooms, { ...newcomer, room }, '10.0.0.3');
    const asks = (asked: string, address: string, personToken: string | null = null) =>
      rooms.enter({ ...newcomer, room: asked, personToken }, openConnection(address).connection);
    for (let guess = 0; guess < 3; guess += 1)
      expect(await asks('WRONG', `10.0.1.${guess}`)).toEqual({ denied: 'unknown-room' });
    for (const code of ['WRONG', room, other])
      expect(await asks(code, '10.0.0.4')).toEqual({ denied: 'too-many-wrong-codes' });
    expect(await asks(room, '10.0.0.4', bob.entered.personToken)).not.toHaveProperty('denied');
    expect(await asks(room, '10.0.0.3')).not.toHaveProperty('denied');
    expect(await asks(other, '10.0.0.2')).not.toHaveProperty('denied');
  });

  test('pages are limited per room, those that are entering included, and a connected page may come back', async () => {
    const { rooms } = openRooms({ limits: { peoplePerRoom: 2 } });
    const room = await create(rooms);
    const answers = await Promise.all(
      [1, 2, 3].map(() => rooms.enter({ ...newcomer, room }, openConnection().connection)),
    );
    expect(answers.filter((answer) => 'denied' in answer)).toEqual([{ denied: 'room-full' }]);
    sessionFrom(answers.find((answer) => !('denied' in answer)) ?? { denied: 'all' }).leave();
    const bob = await enter(rooms, { ...newcomer, room });
    await enter(rooms, returning(room, bob.entered));
  });

  test('pages that watch take no place of people, and are limited apart', async () => {
    const { rooms } = openRooms({ limits: { peoplePerRoom: 1, watchersPerRoom: 2 } });
    const room = await create(rooms);
    const asks = (request: EntryRequest) => rooms.enter({ ...request, room }, openConnection().connection);
    const screens = await Promise.all([watcher, watcher, watcher].map(asks));
    expect(screens.filter((answer) => 'denied' in answer)).toEqual([{ denied: 'room-full' }]);
    const bob = await enter(rooms, { ...newcomer, room });
    expect([await asks(newcomer), await asks(watcher)]).toEqual([{ denied: 'room-full' }, { denied: 'room-full' }]);
    bob.session.leave();
    await enter(rooms, { ...newcomer, room });
  });

  test('a person with a place gets into a full room, with one page', async () => {
    const regulars = new Set<string | null>();
    const withRegulars = { ...app, hasPlace: (_: Notes, person: string) => regulars.has(person) };
    const { rooms } = openRooms({ app: withRegulars, limits: { peoplePerRoom: 1 } });
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.session.leave();
    await enter(rooms, { ...newcomer, room });
    const asBob = { ...newcomer, room, personToken: bob.entered.personToken };
    const asks = () => rooms.enter(asBob, openConnection().connection);
    expect(await asks()).toEqual({ denied: 'room-full' });
    regulars.add(bob.entered.person);
    const answers = await Promise.all([asks(), asks()]);
    expect(answers.filter((answer) => 'denied' in answer)).toEqual([{ denied: 'room-full' }]);
    expect(await asks()).toEqual({ denied: 'room-full' });
  });

  test('a page from another epoch takes a new place, and gets none in a full room', async () => {
    const { rooms, room, bob, sue } = await openRestored({ peoplePerRoom: 1 });
    const answer = await rooms.enter(returning(room, bob.entered), openConnection().connection);
    expect(answer).toEqual({ denied: 'room-full' });
    expect(sue.isClosed()).toBe(false);
    await enter(rooms, returning(room, sue.entered));
  });

  test('one "not now" speaks for everything that arrives until its pause ends', async () => {
    const { rooms } = openRooms({ limits: { actionsPerSecond: 2 } });
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    for (let clientSeq = 1; clientSeq <= 1_000; clientSeq += 1) void bob.session.emit(clientSeq, { type: 'nonsense' });
    for (let clientSeq = 1; clientSeq <= 10; clientSeq += 1) void bob.session.refuse(clientSeq, 'too-large');
    expect([bob.received.length, bob.isClosed()]).toEqual([1, false]);
  });

  describe('in time that the test decides,', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
    afterEach(() => void vi.useRealTimers());

    test('an action that a page sends again a moment before its pause is over, because its timer is early, is recorded', async () => {
      const { rooms, lines } = openRooms({ limits: { actionsPerSecond: 2 } });
      const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
      void bob.session.emit(1, { type: 'add', text: '1' });
      void bob.session.emit(2, { type: 'add', text: '2' });
      vi.advanceTimersByTime(1);
      void bob.session.emit(3, { type: 'add', text: '3' });
      expect(bob.received).toEqual([{ notNow: ['too-many-actions', 1_000] }]);
      vi.advanceTimersByTime(999.6);
      await bob.session.emit(3, { type: 'add', text: '3' });
      expect(lines.at(-1)).toMatchObject({ action: { text: '3' } });
    });

    test('a page that keeps sending, pause after pause, has its connection closed', async () => {
      const { rooms } = openRooms({ limits: { actionsPerSecond: 2 } });
      const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
      let sent = 0;
      while (!bob.isClosed() && sent < 10_000) {
        for (let count = 0; count < 500; count += 1) void bob.session.emit((sent += 1), { type: 'nonsense' });
        vi.advanceTimersByTime(1_000);
      }
      expect(sent).toBeGreaterThan(5_000);
      expect(sent).toBeLessThan(6_500);
      expect(bob.received.length).toBeLessThan(sent / 400);
    });
  });
});

test('actions that two sessions emit in one turn are recorded in the order of the calls', async () => {
  const { rooms, lines } = openRooms({ limits: { actionsPerSecond: 1_000 } });
  const room = await create(rooms);
  const [bob, sue] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
  lines.length = 0;
  const calls = Array.from({ length: 300 }, (_, index) => (index % 3 === 0 || index % 7 === 0 ? bob : sue));
  const clientSeqs = new Map([
    [bob, 0],
    [sue, 0],
  ]);
  const emitted = calls.map((page, index) => {
    const clientSeq = (clientSeqs.get(page) ?? 0) + 1;
    clientSeqs.set(page, clientSeq);
    return page.session.emit(clientSeq, { type: 'add', text: `${index}` });
  });
  await Promise.all(emitted);
  expect(lines.map(({ clientId }) => clientId)).toEqual(calls.map(({ entered }) => entered.clientId));
});
