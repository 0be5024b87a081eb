import { rules, type State } from '@button/mutations';
import { describe, expect, test } from 'vitest';
import { nameProblem } from '../src/nameProblem.ts';
import { later, ordinal, statusOf, type Known } from '../src/status.ts';

const people = ['Bob', 'Sue', 'Ann'].map((name) => ({ id: name, name, clients: [name] }));

/** A round in which these people have pushed, ten milliseconds apart. */
function pushedBy(...names: string[]): State {
  const pushes = names.map((person, index) => ({ person, serverTime: 1000 + index * 10, roundTrip: null }));
  return { ...rules.initialState, personWhoPushedFirst: names[0] ?? null, pushes, people };
}

/** What Bob reads when this is official, and that is what he sees. */
function bobReads(officialState: State, state = officialState, known: Partial<Known> = {}) {
  return statusOf({ state, officialState, person: 'Bob', isLinkLost: false, ...known });
}

describe('the status', () => {
  test('invites to push, and to invite somebody when nobody else is here', () => {
    expect(bobReads(pushedBy())).toMatchObject({ tone: 'open', headline: 'Push first!' });
    expect(bobReads({ ...pushedBy(), people: people.slice(0, 1) }).detail).toContain('alone');
  });

  test('says of my push that Hero is asked, until it is official', () => {
    expect(bobReads(pushedBy(), pushedBy('Bob'))).toMatchObject({
      tone: 'unverified',
      headline: 'You pushed! Asking Hero…',
    });
  });

  test('says that my push is kept while the link is lost', () => {
    expect(bobReads(pushedBy(), pushedBy('Bob'), { isLinkLost: true }).detail).toContain('It is kept');
  });

  test('says who won, and by how much', () => {
    expect(bobReads(pushedBy('Bob'))).toMatchObject({ tone: 'victory', headline: 'Bob won!' });
    expect(bobReads(pushedBy('Bob', 'Sue')).detail).toBe('That is you! Sue came 10 ms later.');
    expect(bobReads(pushedBy('Sue'))).toMatchObject({ tone: 'verdict', headline: 'Sue won!' });
  });

  test('corrects what I believed, in one step: it never says again that I may have been first', () => {
    const saw = [pushedBy('Sue', 'Bob'), pushedBy('Sue', 'Ann', 'Bob')];
    const waiting = bobReads(pushedBy('Sue'), pushedBy('Sue', 'Bob'));
    expect(waiting).toMatchObject({ tone: 'corrected', headline: 'Sue won!' });
    expect(saw.map((official) => bobReads(official))).toMatchObject([
      { tone: 'corrected', headline: 'Sue won!', detail: 'You came 2nd: Sue was 10 ms earlier.' },
      { tone: 'corrected', headline: 'Sue won!', detail: 'You came 3rd: Sue was 20 ms earlier.' },
    ]);
  });

  test('shows a friend’s push that Hero has not told of, and who looked first from here', () => {
    expect(bobReads(pushedBy(), pushedBy('Sue'))).toMatchObject({ tone: 'unverified', headline: 'Sue pushed…' });
    expect(bobReads(pushedBy(), pushedBy('Sue', 'Bob')).detail).toBe('From here, Sue looked first. Hero decides.');
  });

  test('says to who only watches who won', () => {
    expect(bobReads(pushedBy('Sue'), undefined, { person: null }).headline).toBe('Sue won!');
  });

  test('has the word "won" only when Hero has said so', () => {
    const unofficial = [pushedBy('Bob'), pushedBy('Sue'), pushedBy('Sue', 'Bob'), { ...pushedBy(), round: 2 }];
    for (const state of unofficial) {
      const { tone, headline, detail } = bobReads(pushedBy(), state);
      expect(tone).toBe('unverified');
      expect(`${headline} ${detail}`).not.toMatch(/won/i);
    }
  });

  test('says that the next round is asked for, and not yet there', () => {
    expect(bobReads(pushedBy('Bob'), { ...pushedBy(), round: 2 })).toMatchObject({
      tone: 'unverified',
      headline: 'Next round…',
    });
  });
});

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [21, '21st'],
  [112, '112th'],
  [102, '102nd'],
])('place %i is %s', (place, words) => {
  expect(ordinal(place)).toBe(words);
});

test('who came in the same millisecond came less than one later', () => {
  expect(later(0)).toBe('less than 1 ms later');
  expect(later(1)).toBe('1 ms later');
});

test('a name has something in it, and at most 20 letters', () => {
  expect(nameProblem('Bob')).toBeNull();
  expect(nameProblem('  ')).toContain('Say who you are');
  expect(nameProblem('x'.repeat(21))).toContain('20');
});
