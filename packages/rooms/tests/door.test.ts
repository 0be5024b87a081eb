import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { App } from '@button/rooms';
import type { Notes, NotesIntent } from '@button/sync/testing';
import type { EntryRequest } from '../src/page-connection.ts';
import { app, create, enter, newcomer, openConnection, openRooms, watcher } from './harness.ts';

/** The first to write a note keeps the door. With a note "lock", only those get in who are named in a note, or wrote one. */
const guarded: App<Notes, NotesIntent> = {
  ...app,
  door: { closedCode: 'locked', keeper: ({ notes }) => notes.find(({ person }) => person !== 'Hero')?.person ?? null },
  entryRefusal: ({ notes }, { person, hasWatchKey }) => {
    const isLocked = notes.some(({ text }) => text === 'lock');
    const isWelcome = person === null ? hasWatchKey : notes.some((note) => [note.text, note.person].includes(person));
    return isLocked && !isWelcome ? 'locked' : null;
  },
  entryDependsOn: () => null,
};

/** A locked room with the person who keeps its door. */
async function openLocked() {
  const { rooms, lines } = openRooms({ app: guarded });
  const room = await create(rooms);
  const bob = await enter(rooms, { ...newcomer, room });
  await bob.session.emit(1, { type: 'add', text: 'lock' });
  await vi.advanceTimersByTimeAsync(100);
  const knock = async (request: Partial<EntryRequest> = {}, address?: string) => {
    const opened = openConnection(address);
    const answer = await rooms.enter({ ...newcomer, ...request, room }, opened.connection);
    await vi.advanceTimersByTimeAsync(100);
    return { answer, ...opened };
  };
  return { rooms, room, lines, bob, knock, door: () => bob.doors.at(-1) };
}

/** The answer of a page that waits at the door. */
async function waiting({ answer }: Awaited<ReturnType<Awaited<ReturnType<typeof openLocked>>['knock']>>) {
  if (!('waiting' in answer)) throw new Error('it does not wait');
  return answer;
}

describe('at a locked door', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a person waits, of whom its keeper learns beside the record, until an action lets them in', async () => {
    const { lines, bob, knock, door } = await openLocked();
    const before = lines.length;
    const sue = await knock({ name: 'Sue' });
    expect(door()).toMatchObject({ waiting: [{ name: 'Sue' }] });
    expect(lines).toHaveLength(before);
    expect(sue.welcomes).toEqual([]);
    await bob.session.emit(2, { type: 'add', text: door()?.waiting[0]?.person ?? '' });
    expect(await (await waiting(sue)).waiting).toHaveProperty('emit');
    expect(sue.welcomes).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(door()).toMatchObject({ waiting: [] });
  });

  test('a person is turned away by its keeper, and by nobody else', async () => {
    const { rooms, room, bob, knock, door } = await openLocked();
    const eve = await knock({ name: 'Eve' });
    const [visitor] = door()?.waiting ?? [];
    await bob.session.emit(2, { type: 'add', text: 'x' });
    const screen = await enter(rooms, { ...watcher, room, watchKey: door()?.watchKey ?? '' });
    screen.session.sendAway(visitor?.person ?? '');
    await vi.advanceTimersByTimeAsync(100);
    expect(door()).toMatchObject({ waiting: [{ name: 'Eve' }], watching: 1 });
    bob.session.sendAway(visitor?.person ?? '');
    expect(await (await waiting(eve)).waiting).toEqual({ denied: 'not-let-in' });
  });

  test('a person who leaves does not wait any more', async () => {
    const { knock, door } = await openLocked();
    const sue = await waiting(await knock());
    sue.leave();
    await vi.advanceTimersByTimeAsync(100);
    expect(door()).toMatchObject({ waiting: [] });
    expect(await sue.waiting).toEqual({ denied: 'locked' });
  });

  test('all who wait come in when it is opened', async () => {
    const { bob, knock } = await openLocked();
    const pages = [await waiting(await knock()), await waiting(await knock())];
    await bob.session.emit(2, { type: 'remove', text: 'lock' });
    for (const { waiting: answer } of pages) expect(await answer).toHaveProperty('emit');
  });

  test('only so many wait, of one address and in all, and the others are denied', async () => {
    const { knock, door } = await openLocked();
    const answers = [];
    for (const address of ['a', 'b', 'c'])
      for (let count = 0; count < 21; count += 1) answers.push((await knock({}, address)).answer);
    expect(door()?.waiting).toHaveLength(50);
    const denied = answers.flatMap((answer, at) => ('denied' in answer ? [[at, answer.denied]] : []));
    expect(denied[0]).toEqual([20, 'locked']);
    expect(denied).toHaveLength(13);
  });

  test('an address that knocks again and again is denied for a while', async () => {
    const { knock } = await openLocked();
    const answers = [];
    for (let count = 0; count < 60; count += 1) {
      const { answer } = await knock();
      answers.push('waiting' in answer);
      if ('waiting' in answer) answer.leave();
    }
    expect(answers.filter((isWaiting) => !isWaiting).length).toBeGreaterThan(10);
  });

  test('pages that only watch do not wait; its keeper learns how many there are, and can send them away', async () => {
    const { rooms, room, bob, knock, door } = await openLocked();
    expect((await knock(watcher)).answer).toEqual({ denied: 'locked' });
    const screen = await enter(rooms, { ...watcher, room, watchKey: door()?.watchKey ?? '' });
    await vi.advanceTimersByTimeAsync(100);
    expect(door()).toMatchObject({ watching: 1 });
    bob.session.sendAway(null);
    expect(screen.denials).toEqual(['sent-away']);
    await vi.advanceTimersByTimeAsync(100);
    expect(door()).toMatchObject({ watching: 0 });
  });
});
