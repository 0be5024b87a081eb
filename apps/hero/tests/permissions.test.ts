import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules, type State } from '@button/mutations';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { next, TestHero, type Link } from './running-hero.ts';

let hero: TestHero;
let room: string;
/** The host. */
let bob: Link;
beforeEach(async () => {
  hero = await TestHero.start();
  room = await hero.createRoom();
  bob = hero.enter(room, 'Bob');
  await bob.when(({ link }) => link === 'live');
});
afterEach(() => hero.close());

const official = ({ view }: Link): State => view.officialState ?? rules.initialState;

/** Emits over a raw socket, past the client's own checks. Resolves with the `lines` message for each action. */
async function malloryEmits(...actions: readonly object[]): Promise<unknown[]> {
  const { socket } = await hero.enterRaw(room);
  const answers: unknown[] = [];
  for (const [index, action] of actions.entries()) {
    socket.emit('emit', [index + 1, action]);
    answers.push(await next(socket, 'lines'));
  }
  return answers;
}

/** The lines on the wire in which one first action is refused. */
const refusal = (code: string) => [expect.any(Number), expect.any(Number), [expect.any(Number), 1, null, code]];

describe('over a raw socket, a person who is not the host', () => {
  test.each([
    ['choose the game', { type: 'chooseGame', game: 'quiz' }],
    ['keep the rounds', { type: 'keepRoundsToHost', isKept: true }],
    ['lock the room', { type: 'lockRoom', isLocked: true }],
    ['let somebody in', { type: 'letIn', who: 'p' }],
    ['close the room', { type: 'closeRoom' }],
    ['allow direct links', { type: 'allowDirectLinks', allowed: true }],
    ['judge an answer', { type: 'judge', round: 1, who: 'p', isRight: true }],
    ['take a judgement back', { type: 'takeBackJudgement', round: 1, who: 'p' }],
    ['light the button', { type: 'lightTheButton', round: 1 }],
  ])('cannot %s', async (_, action) => {
    const before = official(bob);
    await malloryEmits(action);
    const after = await bob.when(({ officialState }) => officialState?.people.length === 2);
    expect({ ...after.officialState, people: [] }).toEqual({ ...before, people: [] });
  });

  test('cannot rename, remove or replace the host, nor take their role or their name', async () => {
    const { person } = bob.view;
    await malloryEmits(
      { type: 'renamePerson', who: person, name: 'Loser' },
      { type: 'removePerson', who: person },
      { type: 'handOver', to: person },
      { type: 'replaceHost', absent: person, by: person },
      { type: 'takeName', name: 'Bob' },
    );
    expect(official(bob)).toMatchObject({ host: person, removed: [] });
    expect(official(bob).people.map(({ name }) => name)).toEqual(['Bob', 'Mallory']);
  });

  test('cannot act as another person: an action that brings a person is refused', async () => {
    const [answer] = await malloryEmits({ type: 'closeRoom', person: bob.view.person });
    expect(answer).toEqual(refusal('person-is-stamped-by-hero'));
    expect(official(bob).isClosed).toBe(false);
  });
});

test('a name that the owner of the server does not allow is recorded as refused, whichever way it is asked for', async () => {
  const [answer] = await malloryEmits({ type: 'takeName', name: 'f u c k' });
  expect(answer).toEqual(refusal('name-not-allowed'));
  const renamed = await bob.emit({ type: 'renamePerson', who: bob.view.person ?? '', name: 'Fuck' });
  expect(renamed).toEqual({ kind: 'refused', code: 'name-not-allowed' });
  expect(await bob.emit({ type: 'takeName', name: 'Bobby' })).toMatchObject({ kind: 'official' });
  expect(official(bob).people.map(({ name }) => name)).toEqual(['Bobby', 'Mallory']);
});

test('a removed person is cut off, and is denied when they come back with their token', async () => {
  const eve = hero.enter(room, 'Eve');
  await eve.when(({ link }) => link === 'live');
  const { personToken } = eve.view;
  await bob.emit({ type: 'removePerson', who: eve.view.person ?? '' });
  expect(await eve.when(({ link }) => link === 'denied')).toMatchObject({ denied: 'removed' });
  const again = hero.enter(room, 'Eve', personToken);
  expect(await again.when(({ link }) => link === 'denied')).toMatchObject({ denied: 'removed' });
});

test('newcomers who ask for the same name at the same time each get a different one, also when recording takes a while', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'names-'));
  const onDisk = await TestHero.start({ HERO_DATA: folder });
  const there = await onDisk.createRoom();
  const links = Array.from({ length: 60 }, () => onDisk.enter(there, 'Bob'));
  const views = await Promise.all(links.map((link) => link.when((view) => view.link === 'live')));
  const fullRoom = await (links[0] ?? bob).when((view) => (view.officialState?.people.length ?? 0) >= views.length);
  const names = fullRoom.officialState?.people.map(({ name }) => name) ?? [];
  expect(new Set(names).size).toBe(60);
  await onDisk.close();
  await rm(folder, { recursive: true });
});

test('in Reflex, Hero lights the button automatically, with a word that was not in the state before', async () => {
  await bob.emit({ type: 'chooseGame', game: 'reflex' });
  await bob.emit({ type: 'openRound', round: 2 });
  expect(official(bob).button).toEqual({ is: 'waiting' });
  const { officialState } = await bob.when((view) => view.officialState?.button.is === 'lit');
  const word = officialState?.button.is === 'lit' ? officialState.button.word : null;
  expect(word).toEqual(expect.any(Number));
  await bob.emit({ type: 'push', round: 2, word: word ?? 0 });
  expect(official(bob)).toMatchObject({ personWhoPushedFirst: bob.view.person, falseStarts: [] });
});
