import { expect, test } from 'vitest';
import { Credentials, isTokenForCode } from '../src/credentials.ts';

const here = new Credentials('a secret', { code: 'HERE', id: 'id-1' });
const client = { clientId: 2, epoch: 'epoch-1' };

test('a key proves its client, to the same person', () => {
  expect(here.isKeyFor(client, 'Bob', here.keyFor(client, 'Bob'))).toBe(true);
  expect(here.isKeyFor(client, null, here.keyFor(client, null))).toBe(true);
});

test.each([
  ['room', new Credentials('a secret', { code: 'THERE', id: 'id-1' }), client, 'Bob'],
  ['room of the same code', new Credentials('a secret', { code: 'HERE', id: 'id-2' }), client, 'Bob'],
  ['epoch', here, { ...client, epoch: 'epoch-2' }, 'Bob'],
  ['number', here, { ...client, clientId: 3 }, 'Bob'],
  ['person', here, client, 'Sue'],
  ['kind of page, one that only watches', here, client, null],
  ['server', new Credentials('another secret', { code: 'HERE', id: 'id-1' }), client, 'Bob'],
] as const)('a key proves nothing in another %s', (_, credentials, other, person) => {
  expect(credentials.isKeyFor(other, person, here.keyFor(client, 'Bob'))).toBe(false);
});

test('a key is no token, and a token is no key, whatever the person is called', () => {
  const key = here.keyFor(client, 'Bob');
  expect(here.personOf(`Bob.${key}`)).toBeNull();
  expect(here.isKeyFor(client, 'Bob', here.tokenFor('Bob').slice('Bob.'.length))).toBe(false);
});

test('a token shows for which code it is, without a look at the room, and neither its id nor its person can be changed', () => {
  const token = here.tokenFor('B.o.b');
  expect(isTokenForCode('a secret', 'HERE', token)).toBe(true);
  expect(isTokenForCode('a secret', 'THERE', token)).toBe(false);
  expect(isTokenForCode('another secret', 'HERE', token)).toBe(false);
  for (const forged of [token.replace('id-1', 'id-2'), token.replace('B.o.b', 'Sue'), 'Bob', '.', ''])
    expect(isTokenForCode('a secret', 'HERE', forged)).toBe(false);
});
