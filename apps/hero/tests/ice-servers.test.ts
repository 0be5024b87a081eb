import { expect, test } from 'vitest';
import { iceServers } from '../src/ice-servers.ts';

const none = { stunUrls: [], turnUrls: [], turnSecret: null };

test('by default, pages are given no server: on a LAN they need none', () => {
  expect(iceServers(none, 0)).toEqual([]);
});

test('a STUN server is given as it is', () => {
  expect(iceServers({ ...none, stunUrls: ['stun:a.example', 'stun:b.example'] }, 0)).toEqual([
    { urls: ['stun:a.example', 'stun:b.example'] },
  ]);
});

test('a TURN server is given with a password that ends after a day, and never with the secret', () => {
  const [turn] = iceServers({ ...none, turnUrls: ['turn:a.example'], turnSecret: 'north' }, 1_767_225_600_000);
  // As `printf 1767312000 | openssl dgst -sha1 -hmac north -binary | base64` has it.
  expect(turn).toEqual({
    urls: ['turn:a.example'],
    username: '1767312000',
    credential: 'DcQLgRGhILmGvQJGJXGgcWXd06k=',
  });
});
