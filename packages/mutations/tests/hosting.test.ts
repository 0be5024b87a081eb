import {
  alarms,
  entryRefusal,
  MAX_TYPED_NAME,
  mayStartRounds,
  nameOf,
  peopleHere,
  rules,
  winsOf,
  type GameIntent,
} from '@button/mutations';
import { HERO } from '@button/sync';
import { describe, expect, test } from 'vitest';
import {
  choose,
  enter,
  facts,
  lastRefusal,
  leave,
  named,
  openRound,
  pageOf,
  play,
  push,
  startNextRound,
  takeName,
  type Act,
} from './play.ts';
import { PEOPLE_KEPT } from '../src/state.ts';

const MINUTE = 60_000;
const here = [enter('Bob'), enter('Sue'), enter('Ann')];
const by = (person: string, intent: GameIntent): Act => ({ ...intent, person });
const replaceHost = (absent: string, person: string): Act => ({
  type: 'replaceHost',
  person: HERO,
  absent,
  by: person,
});

describe('the host', () => {
  test('is the person who came first, also after they leave and come back', () => {
    expect(play(...here).state.host).toBe('Bob');
    expect(play(...here, leave(pageOf('Bob')), enter('Bob', pageOf('another'))).state).toMatchObject({
      host: 'Bob',
      hostLeftAt: null,
    });
  });

  test.each<[string, GameIntent]>([
    ['chooses the game', { type: 'chooseGame', game: 'reflex' }],
    ['keeps the rounds to themselves', { type: 'keepRoundsToHost', isKept: true }],
    ['locks the room', { type: 'lockRoom', isLocked: true }],
    ['closes the room', { type: 'closeRoom' }],
    ['renames somebody', { type: 'renamePerson', who: 'Ann', ...named('Anna') }],
    ['removes somebody', { type: 'removePerson', who: 'Ann' }],
    ['hands over', { type: 'handOver', to: 'Ann' }],
    ['allows direct links', { type: 'allowDirectLinks', allowed: true }],
  ])('alone %s', (_, intent) => {
    expect(lastRefusal(...here, by('Bob', intent))).toBeNull();
    expect(play(...here, by('Bob', intent)).state).not.toEqual(play(...here).state);
    for (const other of ['Sue', HERO, 'nobody']) {
      const { state, refusals } = play(...here, by(other, intent));
      expect(refusals.at(-1)).toBe('only-the-host-may');
      expect(state).toEqual(play(...here).state);
    }
  });

  test('hands over to a person who is here, and has no power any more after that', () => {
    const handed = [...here, by('Bob', { type: 'handOver', to: 'Sue' })];
    expect(play(...handed).state.host).toBe('Sue');
    expect(lastRefusal(...handed, choose('quiz', 'Bob'))).toBe('only-the-host-may');
    expect(lastRefusal(...here, leave(pageOf('Sue')), by('Bob', { type: 'handOver', to: 'Sue' }))).toBe(
      'not-in-the-room',
    );
  });

  test('is replaced after a minute away by the person who has been here longest', () => {
    const gone = [...here, leave(pageOf('Bob'))];
    const [first] = alarms(play(...gone).state, MINUTE);
    expect(first).toMatchObject({ after: [60_000, 60_000] });
    expect(first?.intent).toEqual({ type: 'replaceHost', absent: 'Bob', by: 'Sue' });
    expect(play(...gone, replaceHost('Bob', 'Sue')).state).toMatchObject({ host: 'Sue', hostLeftAt: null });
  });

  test('is not replaced after coming back, nor twice, nor by anybody but Hero', () => {
    expect(alarms(play(...here).state, MINUTE)).toEqual([]);
    expect(alarms(play(...here, leave(pageOf('Bob')), enter('Bob', pageOf('another'))).state, MINUTE)).toEqual([]);
    expect(lastRefusal(...here, replaceHost('Bob', 'Sue'))).toBe('too-late');
    const gone = [...here, leave(pageOf('Bob'))];
    expect(lastRefusal(...gone, replaceHost('Bob', 'Sue'), replaceHost('Bob', 'Ann'))).toBe('too-late');
    expect(lastRefusal(...gone, { ...replaceHost('Bob', 'Sue'), person: 'Sue' })).toBe('only-hero-may');
  });

  test('of an empty room is replaced by the next person who comes, after the minute', () => {
    const { state } = play(enter('Bob'), leave(pageOf('Bob')), enter('Sue'));
    expect(alarms(state, MINUTE).map(({ intent }) => intent)).toEqual([
      { type: 'replaceHost', absent: 'Bob', by: 'Sue' },
    ]);
  });
});

describe('rounds', () => {
  test('may be started by everybody, until the host keeps that to themselves', () => {
    const won = [...here, push('Ann')];
    expect(lastRefusal(...won, startNextRound('Sue'))).toBeNull();
    const kept = [...won, by('Bob', { type: 'keepRoundsToHost', isKept: true })];
    expect(lastRefusal(...kept, startNextRound('Sue'))).toBe('only-the-host-may');
    expect(lastRefusal(...kept, startNextRound('Bob'))).toBeNull();
    expect(mayStartRounds(play(...kept).state, 'Sue')).toBe(false);
  });

  test('start again in another game, and points stay', () => {
    const { state } = play(...here, push('Ann'), choose('reflex'));
    expect(state).toMatchObject({ round: 2, pushes: [], button: { is: 'dark' }, earlierRounds: [{ winner: 'Ann' }] });
    expect(winsOf(state, 'Ann')).toBe(1);
    expect(play(...here, choose('reflex'), choose('classic')).state.button).toEqual(rules.initialState.button);
    expect(lastRefusal(...here, choose('classic'))).toBe('already-chosen');
    expect(lastRefusal(...here, openRound('Bob', 1))).toBe('already-started');
  });
});

describe('entry', () => {
  const lock = by('Bob', { type: 'lockRoom', isLocked: true });
  const unlock = by('Bob', { type: 'lockRoom', isLocked: false });
  const visitor = (person: string | null) => ({ person, hasWatchKey: false });
  /** The refusal of a person who comes after these actions, by the selector; the mutation must agree. */
  function refusalOf(person: string, ...acts: readonly Act[]): string | null {
    const refusal = entryRefusal(play(...acts).state, visitor(person));
    expect(lastRefusal(...acts, enter(person, pageOf(`${person} again`)))).toBe(refusal);
    return refusal;
  }

  test('to a locked room is open to those who were here when it was locked, and to nobody else', () => {
    expect(refusalOf('Eve', ...here, lock)).toBe('room-locked');
    for (const known of ['Bob', 'Sue', 'Ann']) {
      expect(refusalOf(known, ...here, lock)).toBeNull();
      expect(refusalOf(known, ...here, lock, leave(pageOf(known)))).toBeNull();
    }
    expect(refusalOf('Eve', ...here, lock, unlock)).toBeNull();
  });

  test('to a locked room is open to those who left in the ten minutes before, and not to those who left earlier', () => {
    const { state } = play(...here, leave(pageOf('Ann')));
    const [left] = state.left;
    const lockedAfter = (milliseconds: number) =>
      rules.mutate(state, lock, { ...facts, serverTime: (left?.serverTime ?? 0) + milliseconds }).state;
    expect(entryRefusal(lockedAfter(10 * MINUTE), visitor('Ann'))).toBeNull();
    expect(entryRefusal(lockedAfter(10 * MINUTE + 1), visitor('Ann'))).toBe('room-locked');
    expect(entryRefusal(lockedAfter(10 * MINUTE + 1), visitor('Sue'))).toBeNull();
  });

  test('to a locked room is open to a person whom the host lets in, until it is locked again', () => {
    const letIn = by('Bob', { type: 'letIn', who: 'Eve' });
    expect(refusalOf('Eve', ...here, lock, letIn)).toBeNull();
    expect(refusalOf('Eve', ...here, lock, letIn, lock), 'the lock was set already').toBeNull();
    expect(refusalOf('Eve', ...here, lock, letIn, unlock, lock)).toBe('room-locked');
    expect(lastRefusal(...here, letIn)).toBe('not-locked');
  });

  test('to a locked room is open to the host, also long after they left', () => {
    const { state } = play(...here, by('Bob', { type: 'handOver', to: 'Sue' }), by('Sue', lock));
    expect(entryRefusal({ ...state, host: 'Eve' }, visitor('Eve'))).toBeNull();
  });

  test('to a locked room is open to a page that only watches if it has the watch key', () => {
    const { state } = play(...here, lock);
    expect(entryRefusal(state, visitor(null))).toBe('room-locked');
    expect(entryRefusal(state, { person: null, hasWatchKey: true })).toBeNull();
    expect(entryRefusal(play(...here).state, visitor(null))).toBeNull();
  });

  test('remembers of those who left and may come back only the last, however many there are', () => {
    const guests = Array.from({ length: PEOPLE_KEPT + 10 }, (_, at) => `guest ${at}`);
    const comeAndGo = guests.flatMap((guest) => [enter(guest), leave(pageOf(guest))]);
    const { state } = play(...here, ...comeAndGo, lock);
    expect(state.left.map(({ person }) => person)).toEqual(guests.slice(10));
    expect(state.admitted).toEqual([...guests.slice(13), 'Bob', 'Sue', 'Ann']);
    const { left } = play(...here, leave(pageOf('Ann')), enter('Ann'), leave(pageOf('Ann'))).state;
    expect(left.map(({ person }) => person)).toEqual(['Ann']);
  });

  test('to a closed room is denied to everybody', () => {
    const { state } = play(...here, by('Bob', { type: 'closeRoom' }));
    for (const person of ['Eve', 'Sue', null])
      expect(entryRefusal(state, { person, hasWatchKey: true })).toBe('room-closed');
    expect(lastRefusal(...here, by('Bob', { type: 'closeRoom' }), enter('Eve'))).toBe('room-closed');
  });

  test('is denied to a removed person, who is not here any more and can do nothing', () => {
    const removed = [...here, push('Ann'), by('Bob', { type: 'removePerson', who: 'Ann' })];
    const { state } = play(...removed);
    expect(peopleHere(state).map(({ id }) => id)).toEqual(['Bob', 'Sue']);
    expect(nameOf(state, 'Ann'), 'her push is still shown').toBe('Ann');
    expect(entryRefusal(state, visitor('Ann'))).toBe('removed');
    expect(lastRefusal(...removed, enter('Ann'))).toBe('removed');
    expect(lastRefusal(...removed, lock, by('Bob', { type: 'letIn', who: 'Ann' }))).toBe('removed');
    expect(lastRefusal(...removed, startNextRound('Ann'))).toBe('not-in-the-room');
    expect(lastRefusal(...removed, takeName('Ann', 'Anna'))).toBe('not-in-the-room');
    expect(lastRefusal(...here, by('Bob', { type: 'removePerson', who: 'Bob' }))).toBe('not-yourself');
  });
});

describe('names', () => {
  const takeTyped: Act = { type: 'takeName', person: 'Sue', name: 'BOB' };

  test('never look alike: the person who is earlier in the record has the name', () => {
    expect(lastRefusal(...here, { ...enter('Eve'), ...named('Bob') })).toBe('name-is-taken');
    expect(lastRefusal(...here, takeName('Sue', 'BOB'))).toBe('name-is-taken');
    expect(lastRefusal(...here, takeName('Sue', 'SUE'))).toBeNull();
    expect(lastRefusal(...here, by('Bob', { type: 'renamePerson', who: 'Sue', ...named('ANN') }))).toBe(
      'name-is-taken',
    );
  });

  test('are compared by their keys alone, which a name does not have before it is official', () => {
    const { state, refusals } = play(...here, takeTyped);
    expect(refusals.at(-1)).toBeNull();
    expect(state.people[1]).toMatchObject({ id: 'Sue', name: 'BOB', nameKeys: ['sue'] });
    expect(play(...here, takeName('Sue', 'Susan')).state.people[1]).toMatchObject(named('Susan'));
  });

  test.each<[string, GameIntent]>([
    ['their own', { type: 'takeName', name: 'Bob' }],
    ['another person’s', { type: 'renamePerson', who: 'Ann', name: 'Bob' }],
  ])('are sent without their keys: a page that brings some for %s name is refused', (_, intent) => {
    expect(rules.validate(intent)).toEqual({ intent });
    for (const nameKeys of [[], ['bob'], null])
      expect(rules.validate({ ...intent, nameKeys })).toEqual({ refusal: 'wrong-payload' });
  });

  test('that are huge are refused before anybody sees them', () => {
    const name = 'x'.repeat(MAX_TYPED_NAME);
    expect(rules.validate({ type: 'takeName', name })).toHaveProperty('intent');
    expect(rules.validate({ type: 'takeName', name: `${name}x` })).toEqual({ refusal: 'wrong-payload' });
  });
});

describe('the light', () => {
  test('has an alarm while a round waits for it, between 1.5 and 6 seconds later', () => {
    const { state } = play(...here, choose('reflex'), openRound('Sue', 2));
    expect(alarms(state, MINUTE)).toEqual([
      { key: 'light round 2', after: [1_500, 6_000], intent: { type: 'lightTheButton', round: 2 } },
    ]);
    expect(alarms(play(...here, choose('reflex')).state, MINUTE)).toEqual([]);
  });
});
