import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenBucket } from '../src/token-bucket.ts';

const rate = { atOnce: 3, perSecond: 10 };

function takeAll(bucket: TokenBucket, now: number): number {
  let taken = 0;
  while (bucket.take(now) === 0) taken += 1;
  return taken;
}

test('a new bucket is full', () => {
  expect(takeAll(new TokenBucket(rate, 5_000), 5_000)).toBe(3);
});

test('tokens come back one by one at the rate, and never more than the bucket holds', () => {
  const bucket = new TokenBucket(rate, 0);
  takeAll(bucket, 0);
  expect(takeAll(bucket, 99)).toBe(0);
  expect(takeAll(bucket, 100)).toBe(1);
  expect(takeAll(bucket, 399)).toBe(2);
  expect(takeAll(bucket, 60_000)).toBe(3);
});

test('an empty bucket returns the time until there is a token, and takes nothing', () => {
  const bucket = new TokenBucket(rate, 0);
  takeAll(bucket, 0);
  expect([bucket.take(0), bucket.take(30), bucket.take(30)]).toEqual([100, 70, 70]);
  expect(bucket.take(100)).toBe(0);
});

test('a bucket is full again when all that was taken has come back', () => {
  const bucket = new TokenBucket(rate, 0);
  expect(bucket.isFull(0)).toBe(true);
  bucket.take(0);
  bucket.take(0);
  expect([0, 199, 200, 201].map((now) => bucket.isFull(now))).toEqual([false, false, true, true]);
});

test('over any span of time it gives no more than the rate allows, and after the wait that it returns there is a token', () => {
  const rates = fc.record({ atOnce: fc.integer({ min: 1, max: 50 }), perSecond: fc.integer({ min: 1, max: 500 }) });
  const pauses = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(rates, pauses, fc.integer({ min: 0, max: 2e12 }), ({ atOnce, perSecond }, steps, start) => {
      const bucket = new TokenBucket({ atOnce, perSecond }, start);
      let now = start;
      let taken = 0;
      for (const step of steps) {
        now += step;
        const wait = bucket.take(now);
        if (wait > 0) now += wait;
        expect(wait > 0 ? bucket.take(now) : wait).toBe(0);
        taken += 1;
        expect(taken).toBeLessThanOrEqual(atOnce + ((now - start) / 1_000) * perSecond + 1e-3);
      }
    }),
  );
});
