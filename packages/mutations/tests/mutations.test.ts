import { checkIntent, HERO, mutate, upgrade, UnusableState, type Facts } from '@button/sync';
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
  type GameIntent,
  type State,
} from '@button/mutations';
import { describe, expect, test } from 'vitest';

const facts: Facts = { serverSeq: 1, serverTime: 1000, seed: 1 };

/** Lets people act one after the other, ten milliseconds apart, and gives back the state and every refusal. */
function play(...actions: (GameIntent & { person: string })[]): { state: State; refusals: (string | null)[] } {
  const refusals: (string | null)[] = [];
  const state = actions.reduce((before, action, index) => {
    const after = mutate(rules, before, action, { ...facts, serverTime: 1000 + index * 10 });
    refusals.push(after.refusal);
    return after.state;
  }, rules.initialState);
  return { state, refusals };
}

const arrive = (person: string, client = `${person}’s page`) =>
  ({ type: 'arrive', person: HERO, client, newcomer: person, name: person }) as const;
const leave = (client: string) => ({ type: 'leave', person: HERO, client }) as const;
const push = (person: string, round = 1) => ({ type: 'clickTheButton', person, round }) as const;
const startNextRound = (person: string, round = 1) => ({ type: 'startNextRound', person, round }) as const;
const rename = (person: string, name: string) => ({ type: 'rename', person, name }) as const;
const allowDirectLinks = (person: string, allowed: boolean) => ({ type: 'allowDirectLinks', person, allowed }) as const;
const last = <T>(list: readonly T[]) => list.at(-1);

describe('pushing the button', () => {
  test('whoever pushes first wins, and it stays so', () => {
    const { state } = play(arrive('Bob'), arrive('Sue'), push('Sue'), push('Bob'));
    expect(state.personWhoPushedFirst).toBe('Sue');
  });

  test('every push is kept in Hero’s order with the time at which it reached Hero', () => {
    const { state } = play(arrive('Bob'), arrive('Sue'), push('Sue'), push('Bob'));
    expect(state.pushes).toEqual([
      { person: 'Sue', serverTime: 1020 },
      { person: 'Bob', serverTime: 1030 },
    ]);
  });

  test('nobody pushes twice in a round', () => {
    const { state, refusals } = play(arrive('Bob'), push('Bob'), push('Bob'));
    expect(last(refusals)).toBe('already-pushed');
    expect(state.pushes).toHaveLength(1);
  });

  test('a push for another round changes nothing and comes too late', () => {
    const { state, refusals } = play(arrive('Bob'), arrive('Sue'), push('Bob'), startNextRound('Bob'), push('Sue', 1));
    expect(last(refusals)).toBe('too-late');
    expect(state.personWhoPushedFirst).toBeNull();
  });

  test('a push for a round that is still to come is no push', () => {
    expect(last(play(arrive('Bob'), push('Bob', 2)).refusals)).toBe('too-late');
  });

  test('who is not in the room cannot push', () => {
    expect(last(play(push('Bob')).refusals)).toBe('not-in-the-room');
  });

  test('the verdict says the place and how many milliseconds later', () => {
    const { state } = play(arrive('Bob'), arrive('Sue'), push('Sue'), push('Bob'));
    expect(verdictOn(state, 'Sue')).toEqual({ place: 1, behind: 0 });
    expect(verdictOn(state, 'Bob')).toEqual({ place: 2, behind: 10 });
    expect(verdictOn(state, 'Ann')).toBeNull();
  });
});

describe('the next round', () => {
  test('starts with nobody having pushed', () => {
    const { state } = play(arrive('Bob'), push('Bob'), startNextRound('Bob'));
    expect(state).toMatchObject({ round: 2, personWhoPushedFirst: null, pushes: [] });
  });

  test('starts once, however many ask for it', () => {
    const { state, refusals } = play(
      arrive('Bob'),
      arrive('Sue'),
      push('Bob'),
      startNextRound('Bob'),
      startNextRound('Sue'),
    );
    expect(last(refusals)).toBe('too-late');
    expect(state.round).toBe(2);
  });

  test('does not start before somebody has pushed', () => {
    expect(last(play(arrive('Bob'), startNextRound('Bob')).refusals)).toBe('nobody-has-pushed-yet');
  });

  test('is not for somebody outside to start', () => {
    expect(last(play(arrive('Bob'), push('Bob'), startNextRound('Ann')).refusals)).toBe('not-in-the-room');
  });
});

describe('direct links', () => {
  test('are off until whoever started the room allows them, and off again when they say so', () => {
    const here = [arrive('Bob'), arrive('Sue')];
    expect(mayLink(play(...here).state)).toEqual([]);
    expect(mayLink(play(...here, allowDirectLinks('Bob', true)).state)).toEqual(['Bob’s page', 'Sue’s page']);
    expect(mayLink(play(...here, allowDirectLinks('Bob', true), allowDirectLinks('Bob', false)).state)).toEqual([]);
  });

  test('are not for anybody else to allow, also when whoever started the room is gone', () => {
    const { state, refusals } = play(
      ...[arrive('Bob'), arrive('Sue'), allowDirectLinks('Sue', true)],
      ...[leave('Bob’s page'), allowDirectLinks('Sue', true), allowDirectLinks(HERO, true)],
    );
    expect(refusals.filter((refusal) => refusal === 'only-who-started-the-room-may')).toHaveLength(3);
    expect(state.directLinks).toBe(false);
  });

  test('stay allowed in the next round', () => {
    const { state } = play(arrive('Bob'), allowDirectLinks('Bob', true), push('Bob'), startNextRound('Bob'));
    expect(state).toMatchObject({ directLinks: true, startedBy: 'Bob' });
  });

  test('are for eight pages at most: those who come later play over Hero', () => {
    const people = Array.from({ length: 10 }, (_, index) => arrive(`person ${index}`, `page ${index}`));
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
    const { state } = play(arrive('Bob'), arrive('Sue'), push('Sue'), push('Bob'), startNextRound('Bob'));
    expect(state.earlierRounds).toEqual([
      {
        round: 1,
        pushes: [
          { person: 'Sue', serverTime: 1020 },
          { person: 'Bob', serverTime: 1030 },
        ],
      },
    ]);
  });

  test('the last 50 rounds and no more, so that a room stays small', () => {
    const { state } = play(arrive('Bob'), ...rounds(60, 'Bob'));
    expect(state.earlierRounds).toHaveLength(ROUNDS_KEPT);
    expect([state.earlierRounds[0]?.round, state.earlierRounds.at(-1)?.round]).toEqual([11, 60]);
  });

  test('500 pushes in a round and no more, whoever comes and goes', () => {
    const visits = Array.from({ length: PUSHES_IN_A_ROUND + 1 }, (_, index) => {
      const person = `person ${index}`;
      return [arrive(person), push(person), leave(`${person}’s page`)];
    });
    const { state, refusals } = play(...visits.flat());
    expect(state.pushes).toHaveLength(PUSHES_IN_A_ROUND);
    expect(refusals.filter((refusal) => refusal !== null)).toEqual(['round-is-full']);
  });

  test('who has won how often, the round at hand included', () => {
    const { state } = play(arrive('Bob'), arrive('Sue'), ...rounds(5, 'Sue', 'Bob'), push('Bob', 6));
    expect([winsOf(state, 'Sue'), winsOf(state, 'Bob'), winsOf(state, 'Ann')]).toEqual([3, 3, 0]);
  });
});

describe('a state from a disk', () => {
  const saved = { epoch: 'epoch-1', serverSeq: 7, serverTime: 1000, lastSeqs: {} };
  const { startedBy: _, directLinks: __, ...ofVersion2 } = play(arrive('Bob'), arrive('Sue'), push('Bob')).state;
  const { earlierRounds: ___, ...ofVersion1 } = ofVersion2;

  test('of version 1 is migrated, and played on', () => {
    const { state } = upgrade(rules, { ...saved, version: 1, state: ofVersion1 });
    expect(state).toEqual({ ...ofVersion1, earlierRounds: [], startedBy: 'Bob', directLinks: false });
    expect(mutate(rules, state, startNextRound('Bob'), facts).state.round).toBe(2);
  });

  test('of version 2 is migrated: whoever came first of those who are there has started the room', () => {
    const { state } = upgrade(rules, { ...saved, version: 2, state: ofVersion2 });
    expect(state).toEqual({ ...ofVersion2, startedBy: 'Bob', directLinks: false });
    expect(upgrade(rules, { ...saved, version: 2, state: { ...ofVersion2, people: [] } }).state.startedBy).toBeNull();
  });

  test('of this version is taken as it is', () => {
    const { state } = play(arrive('Bob'), push('Bob'), startNextRound('Bob'));
    expect(
      upgrade(rules, { ...saved, version: rules.version, state: JSON.parse(JSON.stringify(state)) }).state,
    ).toEqual(state);
  });

  test.each([
    ['of a later version', rules.version + 1, rules.initialState],
    ['that is none', rules.version, null],
    ['in which something is missing', rules.version, ofVersion1],
    ['of version 1 that is none', 1, 'nonsense'],
  ])('%s is refused', (_name, version, state) => {
    expect(() => upgrade(rules, { ...saved, version, state })).toThrow(UnusableState);
  });
});

describe('people', () => {
  test('only Hero says that somebody arrives or leaves', () => {
    expect(play({ ...arrive('Bob'), person: 'Bob' }).refusals).toEqual(['only-hero-may']);
    expect(last(play(arrive('Bob'), { ...leave('Bob’s page'), person: 'Sue' }).refusals)).toBe('only-hero-may');
  });

  test('to arrive twice is once', () => {
    const { state } = play(arrive('Bob'), arrive('Bob'));
    expect(state.people).toEqual([{ id: 'Bob', name: 'Bob', clients: ['Bob’s page'] }]);
  });

  test('a person with two pages is one person, and is here until both are gone', () => {
    const { state } = play(arrive('Bob', 'a'), arrive('Bob', 'b'), leave('a'));
    expect(peopleHere(state).map(({ id }) => id)).toEqual(['Bob']);
    expect(openClients(state)).toEqual(['b']);
    expect(peopleHere(play(arrive('Bob', 'a'), arrive('Bob', 'b'), leave('a'), leave('b')).state)).toEqual([]);
  });

  test('a winner who left is still named, until the round is over', () => {
    const { state } = play(arrive('Bob'), arrive('Sue'), push('Sue'), leave('Sue’s page'));
    expect(peopleHere(state).map(({ id }) => id)).toEqual(['Bob']);
    expect(nameOf(state, 'Sue')).toBe('Sue');
    const { state: next } = play(arrive('Bob'), arrive('Sue'), push('Sue'), leave('Sue’s page'), startNextRound('Bob'));
    expect(next.people.map(({ id }) => id)).toEqual(['Bob']);
  });

  test('a person who comes back keeps the name they had, and may change it', () => {
    const { state } = play(arrive('Bob'), rename('Bob', 'Bobby'), arrive('Bob', 'another page'));
    expect(nameOf(state, 'Bob')).toBe('Bobby');
  });
});

describe('what comes from outside', () => {
  test.each([
    ['a push without a round', { type: 'clickTheButton' }],
    ['a round that is no whole number', { type: 'clickTheButton', round: 1.5 }],
    ['a round that is a text', { type: 'clickTheButton', round: '1' }],
    ['an empty name', { type: 'rename', name: '   ' }],
    ['a name of 21 letters', { type: 'rename', name: 'x'.repeat(21) }],
    ['more than was asked for', { type: 'clickTheButton', round: 1, extra: true }],
  ])('%s is refused', (_, candidate) => {
    expect(checkIntent(rules, candidate)).toEqual({ refusal: 'wrong-payload' });
  });

  test('a name is trimmed', () => {
    expect(checkIntent(rules, { type: 'rename', name: ' Bob ' })).toEqual({ intent: { type: 'rename', name: 'Bob' } });
  });

  test('mutations leave frozen input untouched, and what they make survives JSON', () => {
    const story = [
      arrive('Bob'),
      arrive('Sue', 'a'),
      arrive('Sue', 'b'),
      rename('Bob', 'Bobby'),
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
