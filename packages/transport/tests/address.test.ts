import { notesRules } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HttpPage } from './http-page.ts';
import { SocketHarness } from './socket-harness.ts';

let harness: SocketHarness;
beforeEach(async () => {
  harness = await SocketHarness.open();
});
afterEach(() => harness.close());

const room = ['room', 'PLAY'] as const;
const protocol = ['protocol', '5'] as const;
const rules = ['rules', notesRules.id] as const;

const malformed = { code: 'malformed', message: 'one room in the address' };
const wrongVersion = { code: 'wrong-version', protocol: 5, rules: notesRules.id };
const unknownRoom = { code: 'unknown-room' };

async function denialAt(query: Parameters<typeof HttpPage.open>[1]): Promise<readonly string[]> {
  const page = await HttpPage.open(harness.url, query);
  await page.emit('enter', { name: 'Bob', watches: false, personToken: null, returning: null });
  return page.receive();
}

describe('a page is denied with a clear code if the address of its connection has', () => {
  const cases: readonly [string, Parameters<typeof HttpPage.open>[1], object][] = [
    ['no room', [protocol, rules], malformed],
    ['an empty room', [['room', ''], protocol, rules], unknownRoom],
    ['no protocol', [room, rules], wrongVersion],
    ['another protocol', [room, ['protocol', '3'], rules], wrongVersion],
    ['a protocol that is only written differently', [room, ['protocol', '5.0'], rules], wrongVersion],
    ['no rules', [room, protocol], wrongVersion],
    ['other rules', [room, protocol, ['rules', '2']], wrongVersion],
    ['two rooms', [room, ['room', 'ELSE'], protocol, rules], malformed],
    ['the same room twice', [room, room, protocol, rules], malformed],
    ['the protocol twice', [room, protocol, protocol, rules], wrongVersion],
    ['the rules twice', [room, protocol, rules, rules], wrongVersion],
    ['nothing required', [], wrongVersion],
  ];
  test.each(cases)('%s', async (_, query, denied) => {
    expect(await denialAt(query)).toEqual([`42${JSON.stringify(['denied', denied])}`, '41']);
    expect(harness.rooms.calls).toEqual(denied === unknownRoom ? ['enter'] : []);
  });
});

test('a page of another version learns the version, whatever its first message looks like', async () => {
  const page = await HttpPage.open(harness.url, [room, ['protocol', '7'], rules]);
  await page.emit('enter', ['from the future']);
  expect(await page.receive()).toEqual([`42${JSON.stringify(['denied', wrongVersion])}`, '41']);
});

test('other names in the address are ignored', async () => {
  const [welcome] = await denialAt([room, protocol, rules, ['t', 'abc'], ['person', 'Hero'], ['__proto__', 'x']]);
  expect(welcome).toMatch(/^42\["welcome",/);
});
