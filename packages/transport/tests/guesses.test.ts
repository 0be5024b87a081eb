import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Guesses } from '../src/peers/guesses.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begin() {
  const old: [string, number][] = [];
  const hero = { isReachable: true };
  const guesses = new Guesses({
    isHeroReachable: () => hero.isReachable,
    onOld: (clientId, upTo) => old.push([clientId, upTo]),
  });
  return { guesses, hero, old };
}

test('a guess is old after ten seconds, each by itself', () => {
  const { guesses, old } = begin();
  guesses.add('bob', 1);
  vi.advanceTimersByTime(4_000);
  guesses.add('bob', 2);
  vi.advanceTimersByTime(5_999);
  expect(old).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(old).toEqual([['bob', 1]]);
  vi.advanceTimersByTime(4_000);
  expect(old).toEqual([
    ['bob', 1],
    ['bob', 2],
  ]);
});

test('the time in which Hero cannot be reached does not count', () => {
  const { guesses, hero, old } = begin();
  guesses.add('bob', 1);
  vi.advanceTimersByTime(9_000);
  hero.isReachable = false;
  vi.advanceTimersByTime(60_000);
  expect(old).toEqual([]);
  hero.isReachable = true;
  vi.advanceTimersByTime(1_000);
  expect(old).toEqual([['bob', 1]]);
});

test('where nothing waits, no timer runs', () => {
  const { guesses } = begin();
  guesses.add('bob', 1);
  vi.advanceTimersByTime(10_000);
  expect(vi.getTimerCount()).toBe(0);
  guesses.add('bob', 2);
  guesses.close();
  expect(vi.getTimerCount()).toBe(0);
});
