import { describe, expect, test } from 'vitest';
import { addressKey } from '../src/address-key.ts';
import { KeyedBuckets } from '../src/keyed-buckets.ts';

describe('the key of an address', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:0a00:1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2/64'],
    ['2001:db8:1:3::', '2001:db8:1:3/64'],
    ['::1', '0:0:0:0/64'],
    ['fe80::1%eth0', 'fe80:0:0:0/64'],
  ])('of %s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  test.each(['', 'unknown', '10', '010.0.0.1', '10.0.0.256', '10.0.0.1:80', '[::1]', '::ffff:10.0.0.256'])(
    'of "%s", which is no address, is null',
    (address) => {
      expect(addressKey(address)).toBeNull();
    },
  );
});

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
