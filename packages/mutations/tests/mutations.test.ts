import { HERO } from '@button/sync';
import { UnusableState, upgrade } from '@button/sync/hero';
import {
  gameNames,
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
import {
  agreeToLinks,
  allowDirectLinks,
  enter,
  facts,
  leave,
  named,
  pageOf,
  play,
  push,
  startNextRound,
  takeName,
} from './play.ts';

const last = <T>(list: readonly T[]) => list.at(-1);

describe('pushing the button', () => {
  test('the first push wins, whatever comes after it', () => {
    const { state } = play(enter('Bob'), enter('Sue'), push('Sue'), push('Bob'));
    expect(state.personWhoPushedFirst).toBe('Sue');
  });

  test('pushes are kept in Hero’s order, with the time at which each reached Hero', () => {
    const { state } = play(enter('Bob'), enter('Sue'), push('Sue'), push('Bob'));
    expect(state.pushes).toEqual([
      { person: 'Sue', serverTime: 1020, roundTrip: null },
      { person: 'Bob', serverTime: 1030, roundTrip: null },
    ]);
  });

  test('a second push in one round is refused', () => {
    const { state, refusals } = play(enter('Bob'), push('Bob'), push('Bob'));
    expect(last(refusals)).toBe('already-pushed');
    expect(state.pushes).toHaveLength(1);
  });

  test('a push for an earlier round is too late, and changes nothing', () => {
    const { state, refusals } = play(enter('Bob'), enter('Sue'), push('Bob'), startNextRound('Bob'), push('Sue', 1));
    expect(last(refusals)).toBe('too-late');
    expect(state.personWhoPushedFirst).toBeNull();
  });

  test('a push for a round that is still to come is refused', () => {
    expect(last(play(enter('Bob'), push('Bob', 2)).refusals)).toBe('too-late');
  });

  test('a person who is not in the room cannot push', () => {
    expect(last(play(push('Bob')).refusals)).toBe('not-in-the-room');
  });

  test('the verdict is the place and the milliseconds behind the first push', () => {
    const { state } = play(enter('Bob'), enter('Sue'), push('Sue'), push('Bob'));
    expect(verdictOn(state, 'Sue')).toEqual({ place: 1, behind: 0 });
    expect(verdictOn(state, 'Bob')).toEqual({ place: 2, behind: 10 });
    expect(verdictOn(state, 'Ann')).toBeNull();
  });
});

describe('the next round', () => {
  test('starts without a push', () => {
    const { state } = play(enter('Bob'), push('Bob'), startNextRound('Bob'));
    expect(state).toMatchObject({ round: 2, personWhoPushedFirst: null, pushes: [] });
  });

  test('starts once, however many people ask for it', () => {
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

  test('does not start before there is a push', () => {
    expect(last(play(enter('Bob'), startNextRound('Bob')).refusals)).toBe('round-is-not-over');
  });

  test('cannot be started by a person who is not in the room', () => {
    expect(last(play(enter('Bob'), push('Bob'), startNextRound('Ann')).refusals)).toBe('not-in-the-room');
  });
});

describe('direct links', () => {
  const here = [enter('Bob'), enter('Sue'), enter('Ann')];
  const allowed = [...here, allowDirectLinks('Bob', true)];

  test('are off until the host allows them, and again once the host forbids them', () => {
    expect(mayLink(play(...here).state)).toEqual([]);
    expect(mayLink(play(...allowed, agreeToLinks('Sue', true)).state)).toEqual([pageOf('Bob'), pageOf('Sue')]);
    const { state } = play(...allowed, agreeToLinks('Sue', true), allowDirectLinks('Bob', false));
    expect(mayLink(state)).toEqual([]);
  });

  test('are for the pages of people who agreed alone, of whom the host who allows them is one', () => {
    expect(mayLink(play(...allowed).state)).toEqual([pageOf('Bob')]);
    const { state } = play(
      ...allowed,
      agreeToLinks('Sue', true),
      agreeToLinks('Ann', true),
      agreeToLinks('Sue', false),
    );
    expect(mayLink(state)).toEqual([pageOf('Bob'), pageOf('Ann')]);
  });

  test('need a new agreement when they are allowed again', () => {
    const again = [allowDirectLinks('Bob', false), allowDirectLinks('Bob', true)];
    expect(mayLink(play(...allowed, agreeToLinks('Sue', true), ...again).state)).toEqual([pageOf('Bob')]);
  });

  test('can be agreed to only while they are allowed, by people who are here', () => {
    expect(last(play(...here, agreeToLinks('Sue', true)).refusals)).toBe('too-late');
    expect(last(play(...allowed, agreeToLinks('Eve', true)).refusals)).toBe('not-in-the-room');
  });

  test('stay agreed to by a person who comes back', () => {
    const { state } = play(...allowed, agreeToLinks('Sue', true), leave(pageOf('Sue')), enter('Sue'));
    expect(mayLink(state)).toHaveLength(2);
  });

  test('cannot be allowed by anybody else, even while the host is away', () => {
    const { state, refusals } = play(
      enter('Bob'),
      enter('Sue'),
      allowDirectLinks('Sue', true),
      leave(pageOf('Bob')),
      allowDirectLinks('Sue', true),
      allowDirectLinks(HERO, true),
    );
    expect(refusals.filter((refusal) => refusal === 'only-the-host-may')).toHaveLength(3);
    expect(state.directLinks).toBe(false);
  });

  test('stay allowed in the next round', () => {
    const { state } = play(enter('Bob'), allowDirectLinks('Bob', true), push('Bob'), startNextRound('Bob'));
    expect(state).toMatchObject({ directLinks: true, host: 'Bob' });
  });

  test('are for eight pages at most: later ones play through Hero alone', () => {
    const people = Array.from({ length: 10 }, (_, index) => enter(`person ${index}`));
    const agreed = Array.from({ length: 10 }, (_, index) => agreeToLinks(`person ${index}`, true));
    const { state } = play(...people, allowDirectLinks('person 0', true), ...agreed);
    expect(mayLink(state)).toEqual(openClients(state).slice(0, 8));
  });
});

describe('the state keeps', () => {
  /** Rounds that these people win in turn. */
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

  test('the last 50 rounds, and no more', () => {
    const { state } = play(enter('Bob'), ...rounds(60, 'Bob'));
    expect(state.earlierRounds).toHaveLength(ROUNDS_KEPT);
    expect([state.earlierRounds[0]?.round, state.earlierRounds.at(-1)?.round]).toEqual([11, 60]);
  });

  test('500 pushes in a round and no more, also when people come and go', () => {
    const visits = Array.from({ length: PUSHES_IN_A_ROUND + 1 }, (_, index) => {
      const person = `person ${index}`;
      return [enter(person), push(person), leave(pageOf(person))];
    });
    const { state, refusals } = play(...visits.flat());
    expect(state.pushes).toHaveLength(PUSHES_IN_A_ROUND);
    expect(refusals.filter((refusal) => refusal !== null)).toEqual(['round-is-full']);
  });

  test('how many rounds each person has won, the current one included', () => {
    const { state } = play(enter('Bob'), enter('Sue'), ...rounds(5, 'Sue', 'Bob'), push('Bob', 6));
    expect([winsOf(state, 'Sue'), winsOf(state, 'Bob'), winsOf(state, 'Ann')]).toEqual([3, 3, 0]);
  });
});

describe('a saved state', () => {
  const saved = { epoch: 'epoch-1', serverSeq: 7, serverTime: 1000, continues: null, clients: [] };

  test('of this version is used as it is', () => {
    const { state } = play(enter('Bob'), push('Bob'), startNextRound('Bob'));
    expect(
      upgrade(rules, { ...saved, version: rules.version, state: JSON.parse(JSON.stringify(state)) }).state,
    ).toEqual(state);
  });

  test.each([
    ['of a later version', rules.version + 1, rules.initialState],
    ['that is null', rules.version, null],
    ['in which a field is missing', rules.version, { ...rules.initialState, round: undefined }],
    [
      'whose light has a word that cannot be a seed',
      rules.version,
      { ...rules.initialState, button: { is: 'lit', word: 2 ** 32 } },
    ],
  ])('%s is rejected', (_name, version, state) => {
    expect(() => upgrade(rules, { ...saved, version, state })).toThrow(UnusableState);
  });
});

describe('people', () => {
  test('only Hero records that a page has come or gone', () => {
    expect(play({ ...enter('Bob'), person: 'Bob' }).refusals).toEqual(['only-hero-may']);
    expect(last(play(enter('Bob'), { ...leave(pageOf('Bob')), person: 'Sue' }).refusals)).toBe('only-hero-may');
  });

  test('a page that enters twice is listed once', () => {
    const { state } = play(enter('Bob'), enter('Bob'));
    expect(state.people).toEqual([{ id: 'Bob', ...named('Bob'), clients: [pageOf('Bob')] }]);
  });

  test('a person with two pages is one person, who is here until both are gone', () => {
    const { state } = play(enter('Bob', pageOf('a')), enter('Bob', pageOf('b')), leave(pageOf('a')));
    expect(peopleHere(state).map(({ id }) => id)).toEqual(['Bob']);
    expect(openClients(state)).toEqual([pageOf('b')]);
    expect(
      peopleHere(
        play(enter('Bob', pageOf('a')), enter('Bob', pageOf('b')), leave(pageOf('a')), leave(pageOf('b'))).state,
      ),
    ).toEqual([]);
  });

  test('a winner who left keeps their name in the state until the next round', () => {
    const { state } = play(enter('Bob'), enter('Sue'), push('Sue'), leave(pageOf('Sue')));
    expect(peopleHere(state).map(({ id }) => id)).toEqual(['Bob']);
    expect(nameOf(state, 'Sue')).toBe('Sue');
    const { state: next } = play(enter('Bob'), enter('Sue'), push('Sue'), leave(pageOf('Sue')), startNextRound('Bob'));
    expect(next.people.map(({ id }) => id)).toEqual(['Bob']);
  });

  test('a person who comes back has the name that they had', () => {
    const { state } = play(enter('Bob'), takeName('Bob', 'Bobby'), enter('Bob', pageOf('another')));
    expect(nameOf(state, 'Bob')).toBe('Bobby');
  });
});

describe('input from outside', () => {
  test.each([
    ['a push without a round', { type: 'push' }],
    ['a round that is not an integer', { type: 'push', round: 1.5 }],
    ['a round that is a string', { type: 'push', round: '1' }],
    ['a name that is a number', { type: 'takeName', name: 7 }],
    ['a word that is a string', { type: 'push', round: 1, word: '7' }],
    ['a word that cannot be a seed', { type: 'push', round: 1, word: 2 ** 32 }],
    ['a light with a word of its own', { type: 'lightTheButton', round: 1, word: 7 }],
    ['a key that the schema does not have', { type: 'push', round: 1, extra: true }],
  ])('%s is refused', (_, candidate) => {
    expect(rules.validate(candidate)).toEqual({ refusal: 'wrong-payload' });
  });

  test('another game is another version of the state: a server of before leaves its rooms alone, and older pages reload', () => {
    expect({ version: rules.version, games: gameNames }).toEqual({ version: 2, games: ['classic', 'reflex', 'quiz'] });
  });

  test('mutations leave frozen input untouched, and their states survive JSON', () => {
    const story = [
      enter('Bob'),
      enter('Sue', pageOf('a')),
      enter('Sue', pageOf('b')),
      takeName('Bob', 'Bobby'),
      push('Sue'),
      leave(pageOf('b')),
    ];
    let state = frozen(rules.initialState);
    for (const action of [...story, push('Bob'), leave(pageOf('a')), startNextRound('Bob')]) {
      const before = JSON.stringify(state);
      const after = rules.mutate(state, frozen(action), frozen({ ...facts }));
      expect(after.refusal).toBeNull();
      expect(JSON.stringify(state)).toBe(before);
      state = frozen(after.state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }
    expect(state.round).toBe(2);
  });
});

/** Freezes the value and everything in it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
