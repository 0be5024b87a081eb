import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest';
import { MemoryLogs } from '@button/sync/log';
import type { Game } from '@button/rooms';
import type { Alarm } from '@button/sync';
import type { Notes, NotesIntent } from '@button/sync/testing';
import { comeBack, create, enter, game, newcomer, openHouse, openLine } from './house.ts';

const has = ({ notes }: Notes, text: string) => notes.some((note) => note.text === text);

describe('an alarm', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Who writes "ring" is answered, after a time between one second and three. */
  const answer: Alarm<NotesIntent> = {
    key: 'answer',
    after: [1_000, 3_000],
    intent: { type: 'add', text: 'answer' },
  };
  const ringing: Game<Notes, NotesIntent> = {
    ...game,
    alarms: (state) => (has(state, 'ring') && !has(state, 'answer') ? [answer] : []),
  };

  async function openRinging(logs = new MemoryLogs<NotesIntent>()) {
    const house = openHouse({ game: ringing, logs });
    const texts = () => house.told.flatMap((line) => (line.kind === 'action' ? [line.action.text] : []));
    return { ...house, answers: () => texts().filter((text) => text === 'answer') };
  }

  async function ringIn({ rooms }: Awaited<ReturnType<typeof openRinging>>) {
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.seat.emit(1, { type: 'add', text: 'ring' });
    return { room, bob };
  }

  test('goes off once, within its time', async () => {
    const house = await openRinging();
    await ringIn(house);
    await vi.advanceTimersByTimeAsync(999);
    expect(house.answers()).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(house.answers()).toEqual(['answer']);
  });

  test('does not go off when the state does not set it any more', async () => {
    const house = await openRinging();
    const { bob } = await ringIn(house);
    await vi.advanceTimersByTimeAsync(900);
    bob.seat.emit(2, { type: 'remove', text: 'ring' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(house.answers()).toEqual([]);
  });

  test('is set again in a room that wakes, for a new moment', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    const before = await openRinging(logs);
    const { room } = await ringIn(before);
    await vi.advanceTimersByTimeAsync(900);
    await before.rooms.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(before.answers(), 'a closed house does nothing').toEqual([]);
    const after = await openRinging(logs);
    await enter(after.rooms, { ...newcomer, room });
    await vi.advanceTimersByTimeAsync(999);
    expect(after.answers()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_001);
    expect(after.answers()).toHaveLength(1);
  });
});

describe('the door of a game', () => {
  /** Who came before "lock" was written may stay; newcomers are refused. After "end", nobody may be here. */
  const guarded: Game<Notes, NotesIntent> = {
    ...game,
    entryRefusal: (state, { isNewcomer }) => {
      if (has(state, 'end')) return 'ended';
      return isNewcomer && has(state, 'lock') ? 'locked' : null;
    },
  };

  test('refuses newcomers, and lets in who was here before', async () => {
    const { rooms } = openHouse({ game: guarded });
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.seat.emit(1, { type: 'add', text: 'lock' });
    await expect.poll(async () => rooms.enter({ ...newcomer, room }, openLine().line)).toEqual({ refused: 'locked' });
    await enter(rooms, comeBack(room, bob.entered));
  });

  test('sends away who may not be here any more', async () => {
    const { rooms } = openHouse({ game: guarded });
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.seat.emit(1, { type: 'add', text: 'end' });
    await expect.poll(() => bob.isClosed()).toBe(true);
    expect(await rooms.enter(comeBack(room, bob.entered), openLine().line)).toEqual({ refused: 'ended' });
  });
});

describe('names', () => {
  test('somebody else may be quicker: then there is another free one', async () => {
    const asked: string[] = [];
    const busy: Game<Notes, NotesIntent> = {
      ...game,
      freeName: (state, _, name) => `${name} ${asked.push(name)}`,
      enter: (client, _, name) => ({ type: 'add', text: name.endsWith(' 1') ? 'somebody else' : client }),
    };
    const { rooms } = openHouse({ game: busy });
    await enter(rooms, { ...newcomer, room: await create(rooms) });
    expect(asked).toEqual(['Bob', 'Bob']);
  });

  test('that this house forbids are refused at the door, and later too', async () => {
    const picky: Game<Notes, NotesIntent> = {
      ...game,
      enter: (client, _, name) => ({ type: 'add', text: name === 'Rude' ? name : client }),
      veto: (intent) => (intent.type === 'add' && intent.text === 'Rude' ? 'not-here' : null),
    };
    const { rooms, refusals } = openHouse({ game: picky });
    const room = await create(rooms);
    expect(await rooms.enter({ ...newcomer, room, name: 'Rude' }, openLine().line)).toEqual({ refused: 'not-here' });
    const bob = await enter(rooms, { ...newcomer, room });
    bob.seat.emit(1, { type: 'add', text: 'Rude' });
    await expect.poll(() => refusals).toEqual(['not-here']);
  });
});
