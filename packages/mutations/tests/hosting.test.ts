import {
  alarms,
  entryRefusal,
  freeName,
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
  lastRefusal,
  leave,
  openRound,
  pageOf,
  play,
  push,
  startNextRound,
  takeName,
  type Act,
} from './play.ts';

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
    ['renames somebody', { type: 'renamePerson', who: 'Ann', name: 'Anna' }],
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
  const newcomer = { person: 'Eve', isNewcomer: true };
  const known = { person: 'Sue', isNewcomer: false };

  test('to a locked room is denied to newcomers, and open to people who were here before', () => {
    const { state } = play(...here, by('Bob', { type: 'lockRoom', isLocked: true }));
    expect([entryRefusal(state, newcomer), entryRefusal(state, known)]).toEqual(['room-locked', null]);
  });

  test('to a closed room is denied to everybody', () => {
    const { state } = play(...here, by('Bob', { type: 'closeRoom' }));
    for (const visitor of [newcomer, known, { person: null, isNewcomer: false }])
      expect(entryRefusal(state, visitor)).toBe('room-closed');
    expect(lastRefusal(...here, by('Bob', { type: 'closeRoom' }), enter('Eve'))).toBe('room-closed');
  });

  test('is denied to a removed person, who is not here any more and can do nothing', () => {
    const removed = [...here, push('Ann'), by('Bob', { type: 'removePerson', who: 'Ann' })];
    const { state } = play(...removed);
    expect(peopleHere(state).map(({ id }) => id)).toEqual(['Bob', 'Sue']);
    expect(nameOf(state, 'Ann'), 'her push is still shown').toBe('Ann');
    expect(entryRefusal(state, { person: 'Ann', isNewcomer: false })).toBe('removed');
    expect(lastRefusal(...removed, enter('Ann'))).toBe('removed');
    expect(lastRefusal(...removed, startNextRound('Ann'))).toBe('not-in-the-room');
    expect(lastRefusal(...removed, takeName('Ann', 'Anna'))).toBe('not-in-the-room');
    expect(lastRefusal(...here, by('Bob', { type: 'removePerson', who: 'Bob' }))).toBe('not-yourself');
  });
});

describe('names', () => {
  test('are unique: the person who is earlier in the record has the name', () => {
    expect(
      lastRefusal(...here, { ...enter('Eve'), type: 'enter', client: pageOf('Eve'), newcomer: 'Eve', name: 'Bob' }),
    ).toBe('name-is-taken');
    expect(lastRefusal(...here, takeName('Sue', 'Bob'))).toBe('name-is-taken');
    expect(lastRefusal(...here, takeName('Sue', 'Sue'))).toBeNull();
    expect(lastRefusal(...here, by('Bob', { type: 'renamePerson', who: 'Sue', name: 'Ann' }))).toBe('name-is-taken');
  });

  test('of a second Bob become “Bob 2”, in any letter case', () => {
    const { state } = play(enter('Bob'), takeName('Bob', 'Bob'));
    expect(freeName(state, 'Eve', 'Bob')).toBe('Bob 2');
    expect(freeName(state, 'Eve', 'bob')).toBe('bob 2');
    expect(freeName(state, 'Eve', ' Bob '), 'tidied first').toBe('Bob 2');
    expect(freeName(state, 'Bob', 'Bob'), 'their own is free').toBe('Bob');
  });

  test('are shortened to leave room for a number', () => {
    const long = 'x'.repeat(20);
    const { state } = play(enter('Bob'), takeName('Bob', long));
    expect(freeName(state, 'Eve', long)).toBe(`${'x'.repeat(18)} 2`);
  });

  test.each([
    ['spaces around and in a row', '  Bob   the  Great ', 'Bob the Great'],
    ['an accent of its own', 'Zoe\u0308', 'Zo\u00eb'],
    ['a change of direction', '\u202EboB', 'boB'],
    ['a new line', 'Bob\nSue', 'Bob Sue'],
    ['an invisible character', 'B\u200Bob', 'B ob'],
  ])('with %s are tidied', (_, name, tidy) => {
    expect(rules.validate({ type: 'takeName', name })).toEqual({ intent: { type: 'takeName', name: tidy } });
  });

  test.each([
    ['of 21 letters', 'x'.repeat(21)],
    ['without a visible character', '\u200D\u200D'],
    ['of spaces', ' \u00a0 '],
    ['that is huge', 'x'.repeat(5_000)],
  ])('%s are refused', (_, name) => {
    expect(rules.validate({ type: 'takeName', name })).toEqual({ refusal: 'wrong-payload' });
  });

  test('of 20 letters are taken, in every script', () => {
    for (const letter of ['x', '字', '😀', 'ش'])
      expect(rules.validate({ type: 'takeName', name: letter.repeat(20) })).toHaveProperty('intent');
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
