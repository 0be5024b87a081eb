import { expect, test } from 'vitest';
import { brokenBars, type Outcome } from '../src/attack/bars.ts';
import { Delays } from '../src/delays.ts';

function delaysOf(...delays: readonly number[]): Delays {
  const distribution = new Delays();
  for (const delay of delays) distribution.add(delay);
  return distribution;
}

const calm: Outcome = {
  quiet: delaysOf(10),
  attacked: delaysOf(10),
  memory: 100_000_000,
  logged: 100,
  hasEnded: false,
  missingRooms: [],
  canStartRoom: true,
};

test('an attack that nobody notices breaks no bar', () => {
  expect(brokenBars(calm)).toEqual([]);
});

test.each<[string, Partial<Outcome>, string]>([
  ['waits more than five times longer', { attacked: delaysOf(60) }, 'p95 is 6.0 times the quiet one'],
  [
    'waits once for more than a second',
    { quiet: delaysOf(900), attacked: delaysOf(1_500) },
    'the longest wait is 1500 ms',
  ],
  ['sees Hero end', { hasEnded: true }, 'Hero has ended'],
  ['sees Hero grow over its heap', { memory: 600_000_000 }, 'Hero grew to 600 MB'],
  ['finds a played room gone', { missingRooms: ['TOMAKI'] }, 'played rooms are gone: TOMAKI'],
  ['can start no room', { canStartRoom: false }, 'nobody can start a room'],
  ['would pay for a flood of the log', { logged: 50_000 }, 'Hero logged 50 kB a second'],
])('a bar is broken when the honest player %s', (_, broken, sentence) => {
  expect(brokenBars({ ...calm, ...broken })).toEqual([sentence]);
});

test('delays are told by their percentiles and the longest, in milliseconds', () => {
  const delays = delaysOf(...Array.from({ length: 100 }, (_, index) => index + 1));
  expect(delays.count).toBe(100);
  expect(delays.percentile(50)).toBeCloseTo(50, 0);
  expect(delays.percentile(95)).toBeCloseTo(95, 0);
  expect(delays.longest).toBeCloseTo(100, 0);
});

test('without a delay, all of them are 0', () => {
  expect([delaysOf().percentile(95), delaysOf().longest]).toEqual([0, 0]);
});
