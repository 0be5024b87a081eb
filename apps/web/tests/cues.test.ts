import { rules, type State } from '@button/mutations';
import { expect, test } from 'vitest';
import { cueBetween, type Moment } from '../src/feel/cues.ts';

const people = ['Bob', 'Sue'].map((name, index) => ({ id: name, name, nameKeys: [], clients: [index + 2] }));
const fresh: State = { ...rules.initialState, people };
const at = (person: string) => ({ person, serverTime: 1000, roundTrip: null });
const pushed = (...names: string[]): State => ({
  ...{ ...fresh, pushes: names.map(at), personWhoPushedFirst: names[0] ?? null },
});

/** A page's knowledge, with this official state and this visible one. */
const knows = (person: string | null, officialState: State, state = officialState): Moment => ({
  ...{ person, officialState, state },
});

test('a push is heard at once, and once: its verdict is another cue', () => {
  const before = knows('Bob', fresh);
  const unverified = knows('Bob', fresh, pushed('Bob'));
  const official = knows('Bob', pushed('Bob'));
  expect(cueBetween(before, unverified)).toBe('press');
  expect(cueBetween(unverified, unverified)).toBeNull();
  expect(cueBetween(unverified, official)).toBe('win');
  expect(cueBetween(official, knows('Bob', pushed('Bob', 'Sue')))).toBeNull();
});

test('who did not win hears that, whether they pushed or not', () => {
  expect(cueBetween(knows('Bob', fresh, pushed('Bob')), knows('Bob', pushed('Sue', 'Bob')))).toBe('lose');
  expect(cueBetween(knows('Bob', fresh), knows('Bob', pushed('Sue')))).toBe('lose');
});

test('somebody else’s push that Hero has not told of is no verdict', () => {
  expect(cueBetween(knows('Bob', fresh), knows('Bob', fresh, pushed('Sue')))).toBeNull();
});

test('who watches hears every push, and is glad for every winner', () => {
  expect(cueBetween(knows(null, fresh), knows(null, pushed('Sue')))).toBe('win');
  expect(cueBetween(knows(null, pushed('Sue')), knows(null, pushed('Sue', 'Bob')))).toBe('press');
});

test('the button is heard when it lights up, and when a round begins with its light on', () => {
  const waiting: State = { ...fresh, game: 'reflex', round: 2, button: { is: 'waiting' } };
  const lit: State = { ...waiting, button: { is: 'lit', word: 7 } };
  expect(cueBetween(knows('Bob', pushed('Bob')), knows('Bob', waiting))).toBeNull();
  expect(cueBetween(knows('Bob', waiting), knows('Bob', lit))).toBe('light');
  expect(cueBetween(knows('Bob', pushed('Bob')), knows('Bob', { ...fresh, round: 2 }))).toBe('light');
});

test('a false start is heard by whoever made it', () => {
  const waiting: State = { ...fresh, game: 'reflex', button: { is: 'waiting' } };
  const early: State = { ...waiting, falseStarts: [at('Bob')] };
  expect(cueBetween(knows('Bob', waiting), knows('Bob', early))).toBe('falseStart');
  expect(cueBetween(knows('Sue', waiting), knows('Sue', early))).toBeNull();
});

test('in the quiz, whoever asks hears who wants to answer, and is glad for a right answer', () => {
  const quiz = (state: State): State => ({ ...state, game: 'quiz', host: 'Bob' });
  const right: State = { ...quiz(pushed('Sue')), judgements: [{ person: 'Sue', isRight: true }] };
  expect(cueBetween(knows('Bob', quiz(fresh)), knows('Bob', quiz(pushed('Sue'))))).toBe('press');
  expect(cueBetween(knows('Bob', quiz(pushed('Sue'))), knows('Bob', right))).toBe('win');
});
