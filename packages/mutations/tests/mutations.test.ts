import { HERO, mutate, validate } from '@button/sync';
import { UnusableState, upgrade } from '@button/sync/hero';
import {
  mayLink,
  nameOf,
  openClients,
  peopleHere,
  PUSHES_IN_A_ROUND,
  ROUNDS_KEPT,
  rules,
  verdictOn,
  winsOf,
} from '@button/mutations';
import { describe, expect, test } from 'vitest';
import { allowDirectLinks, enter, facts, leave, play, push, startNextRound, takeName } from './play.ts';

const last = <T>(list: readonly T[]) => list.at(-1);

describe('pushing the button', () => {
  test('whoever pushes first wins, and it stays so', () => {
    const { state } = play(enter('Bob'), enter('Sue'), push('Sue'), push('Bob'));
    expect(state.personWhoPushedFirst).toBe('Sue');
  });

  test('every push is kept in Hero’s order with the time at which it reached Hero', () => {
    const { state } = play(enter('Bob'), enter('Sue'), push('Sue'), push('Bob'));
    expect(state.pushes).toEqual([
      { person: 'Sue', serverTime: 1020, roundTrip: null },
      { person: 'Bob', serverTime: 1030, roundTrip: null },
    ]);
  });

  test('nobody pushes twice in a round', () => {
    const { state, refusals } = play(enter('Bob'), push('Bob'), push('Bob'));
    expect(last(refusals)).toBe('already-pushed');
    expect(state.pushes).toHaveLength(1);
  });

  test('a push for another round changes nothing and comes too late', () => {
    const { state, refusals } = play(enter('Bob'), enter('Sue'), push('Bob'), startNextRound('Bob'), push('Sue', 1));
    expect(last(refusals)).toBe('too-late');
    expect(state.personWhoPushedFirst).toBeNull();
  });

  test('a push for a round that is still to come is no push', () => {
    expect(last(play(enter('Bob'), push('Bob', 2)).refusals)).toBe('too-late');
  });

  test('who is not in the room cannot push', () => {
    expect(last(play(push('Bob')).refusals)).toBe('not-in-the-room');
  });

  test('the verdict says the place and how many milliseconds later', () => {
    const { state } = play(enter('Bob'), enter('Sue'), push('Sue'), push('Bob'));
    expect(verdictOn(state, 'Sue')).toEqual({ place: 1, behind: 0 });
    expect(verdictOn(state, 'Bob')).toEqual({ place: 2, behind: 10 });
    expect(verdictOn(state, 'Ann')).toBeNull();
  });
});

describe('the next round', () => {
  test('starts with nobody having pushed', () => {
    const { state } = play(enter('Bob'), push('Bob'), startNextRound('Bob'));
    expect(state).toMatchObject({ round: 2, personWhoPushedFirst: null, pushes: [] });
  });

  test('starts once, however many ask for it', () => {
    const { state, refusals } = play(
      enter('Bob'),
      enter('Sue'),
      push('Bob'),
      startNextRound('Bob'),
      startNextRound('Sue'),
    );
    expect(last(refusals)).toBe('too-late');
    expect(state.round).toBe(2);
  });

  test('does not start before somebody has pushed', () => {
    expect(last(play(enter('Bob'), startNextRound('Bob')).refusals)).toBe('nobody-has-pushed-yet');
  });

  test('is not for somebody outside to start', () => {
    expect(last(play(enter('Bob'), push('Bob'), startNextRound('Ann')).refusals)).toBe('not-in-the-room');
  });
});

describe('direct links', () => {
  test('are off until the host allows them, and off again when they say so', () => {
    const here = [enter('Bob'), enter('Sue')];
    expect(mayLink(play(...here).state)).toEqual([]);
    expect(mayLink(play(...here, allowDirectLinks('Bob', true)).state)).toEqual(['Bob’s page', 'Sue’s page']);
    expect(mayLink(play(...here, allowDirectLinks('Bob', true), allowDirectLinks('Bob', false)).state)).toEqual([]);
  });

  test('are not for anybody else to allow, also when the host is gone', () => {
    const { state, refusals } = play(
      ...[enter('Bob'), enter('Sue'), allowDirectLinks('Sue', true)],
      ...[leave('Bob’s page'), allowDirectLinks('Sue', true), allowDirectLinks(HERO, true)],
    );
    expect(refusals.filter((refusal) => refusal === 'only-the-host-may')).toHaveLength(3);
    expect(state.directLinks).toBe(false);
  });

  test('stay allowed in the next round', () => {
    const { state } = play(enter('Bob'), allowDirectLinks('Bob', true), push('Bob'), startNextRound('Bob'));
    expect(state).toMatchObject({ directLinks: true, host: 'Bob' });
  });

  test('are for eight pages at most: those who come later play over Hero', () => {
    const people = Array.from({ length: 10 }, (_, index) => enter(`person ${index}`, `page ${index}`));
    const { state } = play(...people, allowDirectLinks('person 0', true));
    expect(mayLink(state)).toEqual(openClients(state).slice(0, 8));
  });
});

describe('what is kept', () => {
  /** So many rounds, each won by whoever is next in the list. */
  const rounds = (count: number, ...winners: string[]) =>
    Array.from({ length: count }, (_, index) => [
      push(winners[index % winners.length] ?? '', index + 1),
      startNextRound('Bob', index + 1),
    ]).flat();

  test('earlier rounds, with the pushes of each', () => {
    const { state } = play(enter('Bob'), enter('Sue'), push('Sue'), push('Bob'), startNextRound('Bob'));
    const [sue, bob] = [
      { person: 'Sue', name: 'Sue', serverTime: 1020, roundTrip: null },
      { person: 'Bob', name: 'Bob', serverTime: 1030, roundTrip: null },
    ];
    expect(state.earlierRounds).toEqual([
      { round: 1, game: 'classic', winner: 'Sue', pushes: [sue, bob], falseStarts: [] },
    ]);
  });

  test('the last 50 rounds and no more, so that a room stays small', () => {
    const { state } = play(enter('Bob'), ...rounds(60, 'Bob'));
    expect(state.earlierRounds).toHaveLength(ROUNDS_KEPT);
    expect([state.earlierRounds[0]?.round, state.earlierRounds.at(-1)?.round]).toEqual([11, 60]);
  });

  test('500 pushes in a round and no more, whoever comes and goes', () => {
    const visits = Array.from({ length: PUSHES_IN_A_ROUND + 1 }, (_, index) => {
      const person = `person ${index}`;
      return [enter(person), push(person), leave(`${person}’s page`)];
    });
    const { state, refusals } = play(...visits.flat());
    expect(state.pushes).toHaveLength(PUSHES_IN_A_ROUND);
    expect(refusals.filter((refusal) => refusal !== null)).toEqual(['round-is-full']);
  });

  test('who has won how often, the round at hand included', () => {
    const { state } = play(enter('Bob'), enter('Sue'), ...rounds(5, 'Sue', 'Bob'), push('Bob', 6));
    expect([winsOf(state, 'Sue'), winsOf(state, 'Bob'), winsOf(state, 'Ann')]).toEqual([3, 3, 0]);
  });
});

describe('a state from a disk', () => {
  const saved = { epoch: 'epoch-1', serverSeq: 7, serverTime: 1000, lastSeqs: {} };

  test('of this version is taken as it is', () => {
    const { state } = play(enter('Bob'), push('Bob'), startNextRound('Bob'));
    expect(
      upgrade(rules, { ...saved, version: rules.version, state: JSON.parse(JSON.stringify(state)) }).state,
    ).toEqual(state);
  });

  test.each([
    ['of a later version', rules.version + 1, rules.initialState],
    ['that is none', rules.version, null],
    ['in which something is missing', rules.version, { ...rules.initialState, round: undefined }],
    [
      'whose light has a word that is no seed',
      rules.version,
      { ...rules.initialState, button: { is: 'lit', word: 2 ** 32 } },
    ],
  ])('%s is refused', (_name, version, state) => {
    expect(() => upgrade(rules, { ...saved, version, state })).toThrow(UnusableState);
  });
});

describe('people', () => {
  test('only Hero says that somebody arrives or leaves', () => {
    expect(play({ ...enter('Bob'), person: 'Bob' }).refusals).toEqual(['only-hero-may']);
    expect(last(play(enter('Bob'), { ...leave('Bob’s page'), person: 'Sue' }).refusals)).toBe('only-hero-may');
  });

  test('to arrive twice is once', () => {
    const { state } = play(enter('Bob'), enter('Bob'));
    expect(state.people).toEqual([{ id: 'Bob', name: 'Bob', clients: ['Bob’s page'] }]);
  });

  test('a person with two pages is one person, and is here until both are gone', () => {
    const { state } = play(enter('Bob', 'a'), enter('Bob', 'b'), leave('a'));
    expect(peopleHere(state).map(({ id }) => id)).toEqual(['Bob']);
    expect(openClients(state)).toEqual(['b']);
    expect(peopleHere(play(enter('Bob', 'a'), enter('Bob', 'b'), leave('a'), leave('b')).state)).toEqual([]);
  });

  test('a winner who left is still named, until the round is over', () => {
    const { state } = play(enter('Bob'), enter('Sue'), push('Sue'), leave('Sue’s page'));
    expect(peopleHere(state).map(({ id }) => id)).toEqual(['Bob']);
    expect(nameOf(state, 'Sue')).toBe('Sue');
    const { state: next } = play(enter('Bob'), enter('Sue'), push('Sue'), leave('Sue’s page'), startNextRound('Bob'));
    expect(next.people.map(({ id }) => id)).toEqual(['Bob']);
  });

  test('a person who comes back keeps the name they had, and may change it', () => {
    const { state } = play(enter('Bob'), takeName('Bob', 'Bobby'), enter('Bob', 'another page'));
    expect(nameOf(state, 'Bob')).toBe('Bobby');
  });
});

describe('what comes from outside', () => {
  test.each([
    ['a push without a round', { type: 'clickTheButton' }],
    ['a round that is no whole number', { type: 'clickTheButton', round: 1.5 }],
    ['a round that is a text', { type: 'clickTheButton', round: '1' }],
    ['an empty name', { type: 'takeName', name: '   ' }],
    ['a name of 21 letters', { type: 'takeName', name: 'x'.repeat(21) }],
    ['a word that is a text', { type: 'clickTheButton', round: 1, word: '7' }],
    ['a word that is no seed', { type: 'clickTheButton', round: 1, word: 2 ** 32 }],
    ['a light with a word of its own', { type: 'lightTheButton', round: 1, word: 7 }],
    ['more than was asked for', { type: 'clickTheButton', round: 1, extra: true }],
  ])('%s is refused', (_, candidate) => {
    expect(validate(rules, candidate)).toEqual({ refusal: 'wrong-payload' });
  });

  test('a name is trimmed', () => {
    expect(validate(rules, { type: 'takeName', name: ' Bob ' })).toEqual({
      intent: { type: 'takeName', name: 'Bob' },
    });
  });

  test('mutations leave frozen input untouched, and what they make survives JSON', () => {
    const story = [
      enter('Bob'),
      enter('Sue', 'a'),
      enter('Sue', 'b'),
      takeName('Bob', 'Bobby'),
      push('Sue'),
      leave('b'),
    ];
    let state = frozen(rules.initialState);
    for (const action of [...story, push('Bob'), leave('a'), startNextRound('Bob')]) {
      const before = JSON.stringify(state);
      const after = mutate(rules, state, frozen(action), frozen({ ...facts }));
      expect(after.refusal).toBeNull();
      expect(JSON.stringify(state)).toBe(before);
      state = frozen(after.state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }
    expect(state.round).toBe(2);
  });
});

/** The same, with nothing in it that could be changed. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
