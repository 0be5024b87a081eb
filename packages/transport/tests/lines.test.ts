import type { Intent } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import type { NotesIntent } from '@button/sync/testing';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { encodeLines, linesSchema } from '../src/wire/lines.ts';

const add = (text: string): NotesIntent => ({ type: 'add', text });

const lines: readonly Recorded<NotesIntent>[] = [
  { kind: 'join', person: 'bob', clientId: 7, clientSeq: 0, serverSeq: 7, serverTime: 1_000 },
  { kind: 'join', person: null, clientId: 8, clientSeq: 0, serverSeq: 8, serverTime: 1_005 },
  { kind: 'action', clientId: 7, clientSeq: 1, action: add('a'), serverSeq: 9, serverTime: 1_005 },
  { kind: 'action', clientId: 7, clientSeq: 2, action: add('b'), serverSeq: 10, serverTime: 1_009 },
  { kind: 'action', clientId: 7, clientSeq: 3, action: add('c'), seed: 0, serverSeq: 11, serverTime: 1_009 },
  { kind: 'refused', clientId: 7, clientSeq: 4, code: 'too-large', serverSeq: 12, serverTime: 1_009 },
  { kind: 'refused', clientId: 7, clientSeq: 5, code: '', serverSeq: 13, serverTime: 1_010 },
  { kind: 'forget', clientId: 7, clientSeq: 5, serverSeq: 14, serverTime: 1_010 },
  { kind: 'forget', clientId: 8, clientSeq: 0, serverSeq: 15, serverTime: 9_010 },
];

/** As a page reads it. */
function received(message: unknown): unknown {
  return v.parse(linesSchema<NotesIntent>(), JSON.parse(JSON.stringify(message)));
}

test('lines of every kind arrive as they were recorded', () => {
  expect(received(encodeLines(lines))).toEqual(lines);
  for (const line of lines) expect(received(encodeLines([line]))).toEqual([line]);
  expect(received(encodeLines([]))).toEqual([]);
});

/** One line of each kind, with and without each of its parts; it gets its place in the record later. */
const ids = { clientId: 7, clientSeq: 1 };
const entries = [
  { kind: 'join', person: 'bob' },
  { kind: 'join', person: '' },
  { kind: 'join', person: null },
  { kind: 'action', ...ids, action: { type: 'wave' } },
  { kind: 'action', ...ids, action: { type: '' } },
  { kind: 'action', ...ids, action: { type: 'add', text: 'a', 0: { nested: [null, ''] } } },
  { kind: 'action', ...ids, action: { type: 'draw' }, seed: 0 },
  { kind: 'action', ...ids, action: { type: 'draw', text: 'a' }, seed: 2 ** 32 - 1 },
  { kind: 'refused', ...ids, code: 'too-large' },
  { kind: 'refused', ...ids, code: '' },
  { kind: 'forget', ...ids },
  { kind: 'forget', ...ids, clientSeq: 0 },
] as const;

test('every sequence of three lines arrives as it was recorded, recorded at one time or one after the other', () => {
  const timed = entries.flatMap((entry) => [0, 5].map((later) => ({ entry, later })));
  for (const one of timed)
    for (const two of timed)
      for (const three of timed) {
        let serverTime = 1_000;
        const recorded = [one, two, three].map(({ entry, later }, index): Recorded<Intent> => {
          const facts = { serverSeq: 41 + index, serverTime: (serverTime += later) };
          return entry.kind === 'join'
            ? { ...entry, clientId: facts.serverSeq, clientSeq: 0, ...facts }
            : { ...entry, ...facts };
        });
        expect(received(encodeLines(recorded))).toStrictEqual(recorded);
      }
});

test('an action without a payload takes a client’s number, its own, and its type; the next like it not even that', () => {
  const press: Recorded<{ readonly type: 'press' }> = {
    kind: 'action', clientId: 12, clientSeq: 34, action: { type: 'press' }, serverSeq: 56, serverTime: 78,
  }; // prettier-ignore
  const next = { ...press, clientSeq: 35, serverSeq: 57 };
  expect(JSON.stringify(encodeLines([press, next]))).toBe('[56,78,[12,34,"press"],[12,35]]');
  expect(JSON.stringify(encodeLines([press, { ...next, serverTime: 79 }]))).toBe(
    '[56,78,[12,34,"press"],[12,35,"press",{},1]]',
  );
});

test.each([
  ['no list', { lines: [] }],
  ['no time', [1]],
  ['a line that is no list', [1, 2, 'x']],
  ['an empty line', [1, 2, []]],
  ['a clientId that is no number', [1, 2, [{}, 1, 'add', {}]]],
  ['the same action as before, where there is none', [1, 2, ['bob'], [1, 1]]],
  ['a clientSeq below 0', [1, 2, [1, -1, 'add', {}]]],
  ['a type that is no text', [1, 2, [1, 1, 7, {}]]],
  ['a code that is no text', [1, 2, [1, 1, null, 7]]],
  ['a payload that is no object', [1, 2, [1, 1, 'add', 'text']]],
  ['a payload that is a list', [1, 2, [1, 1, 'add', ['text']]]],
  ['a seed that is no number', [1, 2, [1, 1, 'draw', {}, 0, 'seed']]],
  ['time that goes back', [1, 2, ['bob', -1]]],
])('%s is rejected', (_, message) => {
  expect(() => received(message)).toThrow('no lines of the record');
});
