import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PeerActionExpiry } from '../src/peers/peer-action-expiry.ts';

const BOB = 1;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begin() {
  const expired: [number, number][] = [];
  const hero = { isReachable: true };
  const expiry = new PeerActionExpiry({
    isHeroReachable: () => hero.isReachable,
    onExpired: (clientId, upTo) => expired.push([clientId, upTo]),
  });
  return { expiry, hero, expired };
}

test('each action expires ten seconds after it was added', () => {
  const { expiry, expired } = begin();
  expiry.add(BOB, 1);
  vi.advanceTimersByTime(4_000);
  expiry.add(BOB, 2);
  vi.advanceTimersByTime(5_999);
  expect(expired).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(expired).toEqual([[BOB, 1]]);
  vi.advanceTimersByTime(4_000);
  expect(expired).toEqual([
    [BOB, 1],
    [BOB, 2],
  ]);
});

test('time during which Hero cannot be reached does not count', () => {
  const { expiry, hero, expired } = begin();
  expiry.add(BOB, 1);
  vi.advanceTimersByTime(9_000);
  hero.isReachable = false;
  vi.advanceTimersByTime(60_000);
  expect(expired).toEqual([]);
  hero.isReachable = true;
  vi.advanceTimersByTime(1_000);
  expect(expired).toEqual([[BOB, 1]]);
});

test('no timer runs while no action waits', () => {
  const { expiry } = begin();
  expiry.add(BOB, 1);
  vi.advanceTimersByTime(10_000);
  expect(vi.getTimerCount()).toBe(0);
  expiry.add(BOB, 2);
  expiry.close();
  expect(vi.getTimerCount()).toBe(0);
});
