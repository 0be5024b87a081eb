import { rules, type Round } from '@button/mutations';
import { expect, test } from 'vitest';
import { words } from '../src/i18n/languages/en.ts';
import { roundsAsCsv } from '../src/rounds/exportCsv.ts';

const noon = Date.UTC(2026, 0, 1, 12);
const bob = { person: 'b', name: 'Bob', serverTime: noon, roundTrip: 12 };

function csvOf(round: Partial<Round>): string[] {
  const all: Round = { round: 3, game: 'reflex', pushes: [], falseStarts: [], winner: null, ...round };
  return roundsAsCsv({ ...rules.initialState, earlierRounds: [all] }, words).split('\r\n');
}

test('a session is a line for each push, with the milliseconds behind the first, and false starts after them', () => {
  const sue = { person: 's', name: 'Sue', serverTime: noon + 23, roundTrip: null };
  const ann = { person: 'a', name: 'Ann', serverTime: noon - 500, roundTrip: 8 };
  expect(csvOf({ pushes: [bob, sue], falseStarts: [ann] })).toEqual([
    'round,game,place,name,milliseconds behind,round trip in ms,time',
    '3,Reflex,1,Bob,0,12,2026-01-01T12:00:00.000Z',
    '3,Reflex,2,Sue,23,,2026-01-01T12:00:00.023Z',
    '3,Reflex,too early,Ann,,8,2026-01-01T11:59:59.500Z',
    '',
  ]);
});

test.each([
  ['=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
  ['+1', "'+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2', "'-2"],
  ['Bob, "the" Button', '"Bob, ""the"" Button"'],
])('the name %s is a text in a spreadsheet, and one cell', (name, cell) => {
  expect(csvOf({ pushes: [{ ...bob, name }] })[1]).toBe(`3,Reflex,1,${cell},0,12,2026-01-01T12:00:00.000Z`);
});
