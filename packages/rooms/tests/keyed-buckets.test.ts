import { describe, expect, test } from 'vitest';
import { KeyedBuckets } from '../src/keyed-buckets.ts';

describe('buckets', () => {
  const rate = { tokensPerInterval: 1, interval: 'minute' } as const;

  test('are empty for the key that has used its tokens, and for no other', () => {
    const buckets = new KeyedBuckets(rate);
    expect([buckets.take('a'), buckets.take('a'), buckets.isEmpty('a')]).toEqual([true, false, true]);
    expect([buckets.isEmpty('b'), buckets.take('b')]).toEqual([false, true]);
  });

  test('are kept for at most 10,000 keys, those used last, however many are empty', () => {
    const buckets = new KeyedBuckets(rate);
    for (let key = 0; key < 10_000; key += 1) buckets.take(`${key}`);
    buckets.take('0');
    for (let key = 10_000; key < 19_999; key += 1) buckets.take(`${key}`);
    expect(buckets.size).toBe(10_000);
    expect([buckets.isEmpty('0'), buckets.isEmpty('1'), buckets.isEmpty('19998')]).toEqual([true, false, true]);
  });
});
