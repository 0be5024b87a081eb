import { limitedAddress, loggedAddress } from '@button/transport/server';
import { describe, expect, test } from 'vitest';

describe('the address by which limits count', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:0a00:1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2/64'],
    ['2001:db8:1:3::', '2001:db8:1:3/64'],
    ['::1', '0:0:0:0/64'],
    ['fe80::1%eth0', 'fe80:0:0:0/64'],
  ])('of %s is %s', (address, limited) => {
    expect(limitedAddress(address)).toBe(limited);
  });

  test.each(['', 'unknown', '10', '010.0.0.1', '10.0.0.256', '10.0.0.1:80', '[::1]', '::ffff:10.0.0.256'])(
    'of "%s", which is no address, is empty',
    (address) => {
      expect(limitedAddress(address)).toBe('');
    },
  );
});

describe('the address that is logged', () => {
  test.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3::4', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['2001:db8:1:2/64', '2001:db8:1::/48'],
    ['anything else', ''],
  ])('of %s is %s', (address, logged) => {
    expect(loggedAddress(address)).toBe(logged);
  });
});
