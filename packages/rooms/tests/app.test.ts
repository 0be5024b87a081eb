import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest';
import { MemoryLogs } from '@button/sync/log';
import type { App } from '@button/rooms';
import { HERO, type Alarm } from '@button/sync';
import { Credentials } from '../src/credentials.ts';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import {
  app,
  create,
  enter,
  newcomer,
  openConnection,
  openRooms,
  personIn,
  presence,
  returning,
  sessionFrom,
  typesOf,
  watcher,
} from './harness.ts';

const has = ({ notes }: Notes, text: string) => notes.some((note) => note.text === text);

describe('an alarm', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A note "ring" is answered after one to three seconds. */
  const answer: Alarm<NotesIntent> = {
    key: 'answer',
    after: [1_000, 3_000],
    intent: { type: 'add', text: 'answer' },
  };
  const ringing: App<Notes, NotesIntent> = {
    ...app,
    alarms: (state) => (has(state, 'ring') && !has(state, 'answer') ? [answer] : []),
  };

  async function openRinging(logs = new MemoryLogs<NotesIntent>()) {
    const opened = openRooms({ app: ringing, logs });
    const texts = () => opened.lines.flatMap((line) => (line.kind === 'action' ? [line.action.text] : []));
    return { ...opened, answers: () => texts().filter((text) => text === 'answer') };
  }

  async function ringIn({ rooms }: Awaited<ReturnType<typeof openRinging>>) {
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    void bob.session.emit(1, { type: 'add', text: 'ring' });
    return { room, bob };
  }

  test('goes off once, within its time', async () => {
    const opened = await openRinging();
    await ringIn(opened);
    await vi.advanceTimersByTimeAsync(999);
    expect(opened.answers()).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened.answers()).toEqual(['answer']);
  });

  test('does not go off when the state does not set it any more', async () => {
    const opened = await openRinging();
    const { bob } = await ringIn(opened);
    await vi.advanceTimersByTimeAsync(900);
    void bob.session.emit(2, { type: 'remove', text: 'ring' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened.answers()).toEqual([]);
  });

  test('is set again, for a new moment, in a room that wakes', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const before = await openRinging(logs);
    const { room } = await ringIn(before);
    await vi.advanceTimersByTimeAsync(900);
    await before.rooms.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(before.answers(), 'closed rooms do nothing').toEqual([]);
    const after = await openRinging(logs);
    await enter(after.rooms, { ...newcomer, room });
    await vi.advanceTimersByTimeAsync(999);
    expect(after.answers()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_001);
    expect(after.answers()).toHaveLength(1);
  });
});

describe('an app that denies entry', () => {
  /** A note "lock" denies the room to all but those who have written a note; a note "end" denies it to everybody. */
  const guarded: App<Notes, NotesIntent> = {
    ...app,
    entryRefusal: (state, { person, hasWatchKey }) => {
      if (has(state, 'end')) return 'ended';
      const isWelcome = person === null ? hasWatchKey : state.notes.some((note) => note.person === person);
      return isWelcome || !has(state, 'lock') ? null : 'locked';
    },
    entryDependsOn: (state) => has(state, 'end'),
  };

  test('can deny it by the state, so that a token alone does not let a person in', async () => {
    const { rooms } = openRooms({ app: guarded });
    const room = await create(rooms);
    const [bob, eve] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
    eve.session.leave();
    await bob.session.emit(1, { type: 'add', text: 'lock' });
    for (const request of [{ ...newcomer, room }, returning(room, eve.entered)])
      expect(await rooms.enter(request, openConnection().connection)).toEqual({ denied: 'locked' });
    await enter(rooms, returning(room, bob.entered));
  });

  test('can ask a page that watches for the watch key, which is that room’s alone, and lets those stay that are there', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const { rooms } = openRooms({ app: guarded, secret: 'a secret', logs });
    const [room, elsewhere] = [await create(rooms), await create(rooms)];
    const bob = await enter(rooms, { ...newcomer, room });
    const screen = await enter(rooms, { ...watcher, room });
    await bob.session.emit(1, { type: 'add', text: 'lock' });
    expect(screen.isClosed()).toBe(false);
    const keyOf = async (code: string) =>
      new Credentials('a secret', { code, id: (await logs.open(code))?.id ?? '' }).watchKey;
    for (const key of [{}, { watchKey: '' }, { watchKey: await keyOf(elsewhere) }])
      expect(await rooms.enter({ ...watcher, ...key, room }, openConnection().connection)).toEqual({
        denied: 'locked',
      });
    await enter(rooms, { ...watcher, room, watchKey: await keyOf(room) });
  });

  test('has the connections closed of people who may not be here any more', async () => {
    const { rooms } = openRooms({ app: guarded });
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    void bob.session.emit(1, { type: 'add', text: 'end' });
    await expect.poll(() => bob.isClosed()).toBe(true);
    expect(await rooms.enter(returning(room, bob.entered), openConnection().connection)).toEqual({ denied: 'ended' });
  });
});

describe('names', () => {
  test('that another page took first are replaced by the next free one', async () => {
    const asked: string[] = [];
    const busy: App<Notes, NotesIntent> = {
      ...app,
      presence: {
        ...presence,
        enter: (client, _person, name, { notes }) => {
          asked.push(`${name}, by a state of ${notes.length} notes`);
          return { type: 'add', text: asked.length === 1 ? 'another page' : `${client}` };
        },
      },
    };
    const { rooms } = openRooms({ app: busy });
    await enter(rooms, { ...newcomer, room: await create(rooms) });
    expect(asked).toEqual(['Bob, by a state of 0 notes', 'Bob, by a state of 1 notes']);
  });

  test('that the app rejects are denied before anything is recorded', async () => {
    const picky: App<Notes, NotesIntent> = {
      ...app,
      presence: { ...presence, nameRefusal: (name) => (name === 'Bob' ? null : 'wrong-name') },
    };
    const { rooms, lines } = openRooms({ app: picky });
    const room = await create(rooms);
    for (const name of ['Rude', null]) {
      const answer = await rooms.enter({ ...newcomer, room, name }, openConnection().connection);
      expect(answer).toEqual({ denied: 'wrong-name' });
    }
    expect(lines).toEqual([]);
    await enter(rooms, { ...newcomer, room });
    await enter(rooms, { ...watcher, room });
  });

  test('a page that the state does not list after all attempts is denied, and its client forgotten', async () => {
    const full: App<Notes, NotesIntent> = {
      ...app,
      presence: { ...presence, enter: () => ({ type: 'forbid', text: 'no' }) },
    };
    const { rooms, lines } = openRooms({ app: full });
    const { connection, welcomes } = openConnection();
    expect(await rooms.enter({ ...newcomer, room: await create(rooms) }, connection)).toEqual({ denied: 'no-place' });
    expect(welcomes).toEqual([]);
    expect(typesOf(lines).at(-1)).toBe('forget');
  });

  test('an intent is recorded as the app prepares it, or as refused, and its client continues', async () => {
    const picky: App<Notes, NotesIntent> = {
      ...app,
      prepare: (intent) =>
        intent.text === 'Rude' ? { refusal: 'not-here' } : { intent: { ...intent, text: intent.text.trim() } },
    };
    const { rooms, lines, refusals } = openRooms({ app: picky });
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    await bob.session.emit(1, { type: 'add', text: 'Rude' });
    await bob.session.emit(2, { type: 'add', text: ' Polite ' });
    const { clientId } = bob.entered;
    expect(lines.slice(-2)).toMatchObject([
      { kind: 'refused', clientId, clientSeq: 1, code: 'not-here' },
      { kind: 'action', clientId, clientSeq: 2, action: { text: 'Polite' } },
    ]);
    expect(refusals).toEqual(['not-here']);
  });

  test('alarms that throw are reported, and actions are recorded and broadcast all the same', async () => {
    const broken: App<Notes, NotesIntent> = {
      ...app,
      alarms: () => {
        throw new Error('a mistake');
      },
    };
    const { rooms, lines, failures } = openRooms({ app: broken });
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    await bob.session.emit(1, { type: 'add', text: 'milk' });
    expect(lines.at(-1)).toMatchObject({ kind: 'action', clientSeq: 1 });
    expect(bob.isClosed()).toBe(false);
    expect(failures[0]).toMatchObject({ message: 'a mistake' });
  });

  test('an intent whose preparation throws is refused, and the mistake is reported', async () => {
    const broken: App<Notes, NotesIntent> = {
      ...app,
      prepare: () => {
        throw new Error('a mistake');
      },
    };
    const { rooms, lines, refusals, failures } = openRooms({ app: broken });
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    await bob.session.emit(1, { type: 'add', text: 'milk' });
    expect(lines.at(-1)).toMatchObject({ kind: 'refused', clientSeq: 1, code: 'prepare-failed' });
    expect(refusals).toEqual(['prepare-failed']);
    expect(failures).toMatchObject([{ message: 'a mistake' }]);
  });
});

describe('an app that gives only its rules', () => {
  const bare: App<Notes, NotesIntent> = { rules: notesRules };

  test('lets everybody in without a name, and records one line per page', async () => {
    const { rooms, lines } = openRooms({ app: bare });
    const room = await create(rooms);
    lines.length = 0;
    const bob = await enter(rooms, { ...newcomer, room, name: null });
    await bob.session.emit(1, { type: 'add', text: 'milk' });
    expect(typesOf(lines)).toEqual(['join', 'add']);
    expect(bob.entered.person).toEqual(expect.any(String));
  });

  test('may create a room when a page enters it, under the code that the page asks for', async () => {
    const open: App<Notes, NotesIntent> = {
      ...bare,
      createsOnEntry: (room) => room.startsWith('list-'),
      roomCodes: { draw: () => 'list-0', read: (typed) => typed.toLowerCase() },
    };
    const { rooms } = openRooms({ app: open });
    const pages = await Promise.all(['list-1', 'LIST-1'].map((room) => enter(rooms, { ...newcomer, room })));
    await pages[0]?.session.emit(1, { type: 'add', text: 'milk' });
    expect(rooms.awake).toBe(1);
    expect(await create(rooms)).toBe('list-0');
    const denied = await rooms.enter({ ...newcomer, room: 'other' }, openConnection().connection);
    expect(denied).toEqual({ denied: 'unknown-room' });
  });

  test('has rooms under exactly the codes that are asked for, of at most 64 characters', async () => {
    const { rooms } = openRooms({ app: { ...bare, createsOnEntry: () => true } });
    for (const room of ['Shopping', 'shopping', 'x'.repeat(64)]) await enter(rooms, { ...newcomer, room });
    expect(rooms.awake).toBe(3);
    const denied = await rooms.enter({ ...newcomer, room: 'x'.repeat(65) }, openConnection().connection);
    expect(denied).toEqual({ denied: 'unknown-room' });
  });

  test('may have accounts of its own, which identify people', async () => {
    const { rooms } = openRooms({ app: bare });
    const room = await create(rooms);
    const token = (await enter(rooms, { ...newcomer, room })).entered.personToken;
    const { connection, welcomes } = openConnection();
    sessionFrom(await rooms.enter({ ...newcomer, room, account: 'bob@example.org', personToken: token }, connection));
    expect(welcomes.map(personIn)).toEqual(['bob@example.org']);
    const signedOut = await rooms.enter({ ...newcomer, room, account: null }, openConnection().connection);
    expect(signedOut).toEqual({ denied: 'not-signed-in' });
    sessionFrom(await rooms.enter({ ...watcher, room, account: null }, openConnection().connection));
  });

  test('cannot make a person of Hero', async () => {
    const { rooms } = openRooms({ app: bare });
    const asHero = { ...newcomer, room: await create(rooms), account: HERO };
    expect(await rooms.enter(asHero, openConnection().connection)).toEqual({ denied: 'not-signed-in' });
  });
});
