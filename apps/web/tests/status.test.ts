import { rules, type State } from '@button/mutations';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../src/i18n/language.ts';
import * as en from '../src/i18n/languages/en.ts';
import type { Known } from '../src/game/sayings.ts';
import { statusOf } from '../src/game/status.ts';

const english = languageOf('en', en);
const people = ['Bob', 'Sue', 'Ann'].map((name, index) => ({ id: name, name, nameKeys: [], clients: [index + 2] }));

/** A round in which these people have pushed, ten milliseconds apart. */
function pushedBy(...names: string[]): State {
  const pushes = names.map((person, index) => ({ person, serverTime: 1000 + index * 10, roundTrip: null }));
  return { ...rules.initialState, personWhoPushedFirst: names[0] ?? null, pushes, people };
}

/** The status on Bob’s page, for this official state and this visible one. */
function bobReads(officialState: State, state = officialState, known: Partial<Known> = {}) {
  return statusOf({ state, officialState, person: 'Bob', isLinkLost: false, ...known }, english);
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

describe('the status of Reflex', () => {
  const reflex: State = { ...pushedBy(), game: 'reflex', button: { is: 'waiting' } };
  const tooEarly = (...names: string[]) => names.map((person) => ({ person, serverTime: 1000, roundTrip: null }));

  test('says what is played before somebody starts, and to get ready then', () => {
    expect(bobReads({ ...reflex, button: { is: 'dark' } })).toMatchObject({ tone: 'open', headline: 'Reflex' });
    expect(bobReads(reflex)).toMatchObject({ tone: 'open', headline: 'Get ready…' });
  });

  test('says that I was too early, also when somebody else won', () => {
    const early = { ...reflex, falseStarts: tooEarly('Bob') };
    expect(bobReads(early)).toMatchObject({ tone: 'corrected', headline: 'Too early!' });
    const won: State = { ...pushedBy('Sue'), game: 'reflex', falseStarts: tooEarly('Bob') };
    expect(bobReads(won)).toMatchObject({ tone: 'corrected', headline: 'Sue won!' });
  });

  test('says that nobody won when everybody was too early', () => {
    const all = { ...reflex, falseStarts: tooEarly('Bob', 'Sue', 'Ann') };
    expect(bobReads(all)).toMatchObject({ tone: 'verdict', headline: 'Nobody won' });
  });
});

describe('the status of the quiz', () => {
  const quiz = (...names: string[]): State => ({ ...pushedBy(...names), game: 'quiz', host: 'Ann' });
  const wrong = (person: string) => ({ person, isRight: false });

  test('says who answers: me, or somebody before me, and what the host is to do', () => {
    expect(bobReads(quiz())).toMatchObject({ tone: 'open', headline: 'Push to answer!' });
    expect(bobReads(quiz('Bob'))).toMatchObject({ tone: 'victory', headline: 'You answer!' });
    expect(bobReads(quiz('Sue'))).toMatchObject({ headline: 'Sue answers', detail: 'Push to be next in line.' });
    expect(bobReads(quiz('Sue', 'Bob'))).toMatchObject({
      headline: 'Sue answers',
      detail: 'You came 2nd, 10 ms later.',
    });
    expect(bobReads({ ...quiz('Sue'), host: 'Bob' }).detail).toBe('Is it right?');
  });

  test('passes a wrong answer on to the next, or to those who have not tried', () => {
    expect(bobReads({ ...quiz('Sue', 'Bob'), judgements: [wrong('Sue')] }).headline).toBe('You answer!');
    expect(bobReads({ ...quiz('Bob', 'Sue'), judgements: [wrong('Bob')] })).toMatchObject({
      ...{ headline: 'Sue answers', detail: 'You have tried.' },
    });
    expect(bobReads({ ...quiz('Bob'), judgements: [wrong('Bob')] })).toMatchObject({ headline: 'Not right' });
  });

  test('says whose answer was right, and not who pushed first', () => {
    const judgements = [wrong('Sue'), { person: 'Bob', isRight: true }];
    expect(bobReads({ ...quiz('Sue', 'Bob'), judgements })).toMatchObject({ tone: 'victory', headline: 'Bob won!' });
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
  expect(en.words.finish.place(place)).toBe(words);
});

test('who came in the same millisecond came less than one later', () => {
  expect(en.words.players.placed(2, 0)).toBe('2nd, less than 1 ms later');
  expect(en.words.players.placed(2, 1)).toBe('2nd, 1 ms later');
});
