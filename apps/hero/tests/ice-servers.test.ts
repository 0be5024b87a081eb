import { expect, test } from 'vitest';
import { iceServers } from '../src/ice-servers.ts';

const none = { stunUrls: [], turnUrls: [], turnSecret: null };

test('by default a page gets no servers, as it needs none on a LAN', () => {
  expect(iceServers(none, 7, 0)).toEqual([]);
});

test('STUN servers are passed on unchanged', () => {
  expect(iceServers({ ...none, stunUrls: ['stun:a.example', 'stun:b.example'] }, 7, 0)).toEqual([
    { urls: ['stun:a.example', 'stun:b.example'] },
  ]);
});

test('a TURN server comes with a password for one client that expires after ten minutes, and never with the secret', () => {
  const [turn] = iceServers({ ...none, turnUrls: ['turn:a.example'], turnSecret: 'north' }, 7, 1_767_225_600_000);
  // The credential is the output of `printf 1767226200:7 | openssl dgst -sha1 -hmac north -binary | base64`.
  expect(turn).toEqual({
    urls: ['turn:a.example'],
    username: '1767226200:7',
    credential: 'hlicOI+yZIm/IAvlfABxO8fhA/U=',
  });
});
