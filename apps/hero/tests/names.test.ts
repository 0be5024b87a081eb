import { readFileSync } from 'node:fs';
import { rules, type State } from '@button/mutations';
import { HERO } from '@button/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gameWith } from '../src/game.ts';
import { nameReader, type Named } from '../src/names/names.ts';

const read = nameReader([]);
const nameOf = (typed: string) => {
  const named = read(typed);
  return 'name' in named ? named.name : named.refusal;
};
const keysOf = (typed: string) => {
  const named = read(typed);
  if ('refusal' in named) throw new Error(`${typed}: ${named.refusal}`);
  return named.nameKeys;
};
const areTwins = (one: string, other: string) => keysOf(one).some((key) => keysOf(other).includes(key));

const family = '👨‍👩‍👧‍👦';
const half = '\ud83d';
/** Pieces that may become something else together. */
const pieces = [
  ' ',
  '\u200b',
  '\u200c',
  '\u200d',
  '\ufe0f',
  '\u20e3',
  '\u0301',
  '\u0640',
  'क',
  '\u094d',
  'م',
  '1',
  'I',
  '👩',
  '🇩',
  '🏴',
];

describe('a name is recorded', () => {
  test.each([
    ['as it is typed', 'Zoë O’Brien-Müller', 'Zoë O’Brien-Müller'],
    ['with single spaces', ' \u3000 Bob \t\n the\u00a0\u2003Great\u2800', 'Bob the Great'],
    ['in one spelling', 'Zoe\u0308', 'Zoë'],
    ['in one width', 'Ｂｏｂ ﾊﾅ', 'Bob ハナ'],
    ['without ligatures', 'ﬁn', 'fin'],
    ['without zero-width letters', 'S\u200bu\u2060e\ufeff', 'Sue'],
    ['without changes of direction', '\u202eboB\u202c \u2066Sue\u2069\u200f\u061c', 'boB Sue'],
    ['without fillers of Hangul', '\u115fBob\u3164\uffa0', 'Bob'],
    ['without selectors that select nothing', 'B\ufe0fob\ufe00\u{e0100}', 'Bob'],
    ['without tags that belong to no flag', 'Bob\u{e0041}\u{e007f}', 'Bob'],
    ['without soft hyphens and stretched letters', 'So\u00adphie مـــحمد', 'Sophie محمد'],
    ['without joiners between letters that do not join', 'B\u200do\u200cb 😀\u200d😀', 'Bob 😀😀'],
    ['with the joiners of Persian', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['with the joiners of Hindi and Sinhala', 'क्\u200dष ශ්\u200dරී', 'क्\u200dष ශ්\u200dරී'],
    [
      'with three families, a flag with tags and a keycap',
      family.repeat(3) + '🏴󠁧󠁢󠁥󠁮󠁧󠁿🇩🇪1️⃣❤️',
      family.repeat(3) + '🏴󠁧󠁢󠁥󠁮󠁧󠁿🇩🇪1️⃣❤️',
    ],
    ['with an accent for an apostrophe', 'O´Brien', 'O´Brien'],
    ['with the letters of Korean laughter', '김ㅋㅋ', '김ㅋㅋ'],
  ])('%s', (_, typed, name) => {
    expect(nameOf(typed)).toBe(name);
  });

  test.each([
    ...['x', '字', '😀', 'ش', 'é', 'ก', 'म', '🇩🇪'].map((letter) => letter.repeat(20)),
    ...[family.repeat(10), 'क्षत्रिय राजेश्वरी', 'ญี่ปุ่น', 'שָׁלוֹם', 'اللَّٰه', 'Nguyễn Thị Ánh', 'ɔ̃́', '42', '!'],
  ])('if it is %s', (name) => {
    expect(nameOf(name)).toBe(name.normalize('NFC'));
  });

  test('and reading it again changes nothing, whatever was typed', () => {
    const letters = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(...pieces),
      }),
    );
    const isStable = (typed: string) => {
      const once = read(typed);
      if ('name' in once) expect(read(once.name)).toEqual(once);
    };
    fc.assert(fc.property(letters, isStable), { numRuns: 1_000 });
  });
});

describe('a name is refused', () => {
  test.each([
    ['of only invisible letters', 'name-is-missing', '\u200b\u200d\u2060\u3164\ufe0f\u{e0041}\u2800 '],
    ['that is empty', 'name-is-missing', ''],
    ['of accents alone', 'name-is-missing', '\u0301\u0308'],
    ['with an accent on nothing', 'name-has-bad-accents', 'Bob \u0301'],
    ['with nineteen accents on one letter', 'name-has-bad-accents', `Z${'\u0301'.repeat(19)}oe`],
    ['with three accents on each letter', 'name-has-bad-accents', 'b\u0308\u0330\u0301o\u0308\u0330\u0301b'],
    ['with nineteen marks on an Arabic letter', 'name-has-bad-accents', `م${'\u064e'.repeat(19)}`],
    ['with a mark of another script', 'name-has-bad-accents', 'Bob\u17d2'],
    ['with twenty consonants in one', 'name-has-bad-accents', 'क्'.repeat(20) + 'क'],
    ['with half an emoji', 'name-is-unreadable', `Bob ${half}`],
    ['with what is left of half an emoji on the way', 'name-is-unreadable', 'Bob \ufffd'],
    ['with a letter that Unicode does not have', 'name-is-unreadable', 'Bob\u0378'],
    ['with a private letter', 'name-is-unreadable', 'Bob\ue000'],
    ['with a control', 'name-is-unreadable', 'Bob\u0007'],
    ['with a part of old Hangul', 'name-is-unreadable', '\u1100'.repeat(19)],
    ['of 21 letters', 'name-is-too-long', 'x'.repeat(21)],
    ['that is huge', 'name-is-too-long', '\u200b'.repeat(201)],
    ['whose letters become many', 'name-is-too-long', '\ufdfa'.repeat(200)],
    ['of 21 emoji', 'name-is-too-long', '😀'.repeat(21)],
    ['of very large letters', 'name-is-too-long', family.repeat(11)],
    ['with a Cyrillic letter in a blocked word', 'name-not-allowed', 'fu\u0441k'],
    ['with a zero-width letter in a blocked word', 'name-not-allowed', 'fu\u200bck'],
  ])('%s', (_, code, typed) => {
    expect(read(typed)).toEqual({ refusal: code });
  });
});

describe('two names are twins', () => {
  test.each([
    ['in other letter case', 'Sue', 'SUE'],
    ['with a zero-width letter', 'Sue', 'Su\u200be'],
    ['with a Cyrillic letter', 'Sue', '\u0405ue'],
    ['in Cyrillic and in another case', 'Bob', '\u0412\u041e\u0412'],
    ['with a small letter that looks like another', 'Ron', '\u0433on'],
    ['with Greek letters', 'Vova', '\u03bdo\u03bda'],
    ['with an Armenian letter', 'Susan', 'S\u057dsan'],
    ['with a Cherokee letter', 'Ada', '\u13aada'],
    ['in full width', 'Sue', 'Ｓｕｅ'],
    ['in mathematical letters', 'Sue', '𝒮𝓊ℯ'],
    ['with a capital i for a small l', 'Paul', 'PauI'],
    ['with digits', 'Bill Bob', 'Bi11 B0b'],
    ['with a digit in capitals', 'Bob', 'B0B'],
    ['with rn for m', 'Tom', 'Torn'],
    ['with another apostrophe', 'O’Brien', "O'Brien"],
    ['with a sharp s', 'Strauß', 'STRAUSS'],
    ['with and without a joiner', 'میخواهم', 'می\u200cخواهم'],
    ['with a stretched letter', 'محمد', 'مـحمد'],
    ['with another space', 'Bob Sue', 'Bob\u3000\u00a0Sue'],
    ['with a heart in another presentation', 'Bob ❤', 'Bob ❤️'],
  ])('%s', (_, one, other) => {
    expect(areTwins(one, other)).toBe(true);
  });

  test.each([
    ['Mei', 'Mel'],
    ['Ella', 'Elia'],
    ['Ian', 'Lan'],
    ['ELLA', 'ELIA'],
    ['Zoë', 'Zoe'],
    ['Bob', 'Bob 2'],
    ['Инна', 'Нина'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['فاطمة', 'محمد'],
  ])('but not %s and %s', (one, other) => {
    expect(areTwins(one, other)).toBe(false);
  });
});

describe('the game', () => {
  const game = gameWith({ blockedNames: [], hostTimeout: 60_000 });
  const facts = { serverSeq: 1, serverTime: 1, seed: null };

  function enter(state: State, person: string, typed: string): State {
    const intent = game.presence?.enter(state.people.length + 2, person, typed, state) ?? null;
    if (!intent) throw new Error('without presence');
    return rules.mutate(state, { ...intent, person: HERO }, facts).state;
  }
  const namesIn = ({ people }: State) => people.map(({ name }) => name);

  test('gives a newcomer whose name looks like another’s the next number', () => {
    const typed = ['Bob', ' bob ', 'B\u200bob', '\u0412ob', 'Bob 2', 'Ｂob'];
    const state = typed.reduce((before, one, index) => enter(before, `p-${index}`, one), rules.initialState);
    expect(namesIn(state)).toEqual(['Bob', 'bob 2', 'Bob 3', '\u0412ob 4', 'Bob 2 2', 'Bob 5']);
  });

  test('shortens a name by whole letters to leave room for the number', () => {
    const long = `x${'👍🏽'.repeat(19)}`;
    const state = enter(enter(rules.initialState, 'p-1', long), 'p-2', long);
    expect(namesIn(state)).toEqual([long, `x${'👍🏽'.repeat(17)} 2`]);
  });

  test('leaves people their own name when they come back', () => {
    const state = enter(rules.initialState, 'p-1', 'Bob');
    expect(namesIn(enter(state, 'p-1', 'Bob'))).toEqual(['Bob']);
  });

  test('has one rule for names, on entering, on renaming oneself and on being renamed', () => {
    const named: Named = { name: 'Sue', nameKeys: ['=Sue', '-sue', '+SUE'] };
    for (const intent of [{ type: 'takeName' }, { type: 'renamePerson', who: 'p-1' }] as const) {
      expect(game.prepare?.({ ...intent, name: ' Su\u200be ' })).toEqual({ intent: { ...intent, ...named } });
      for (const name of ['', half, 'fuck', 'x'.repeat(21), 'b\u0301\u0301\u0301']) {
        const refusal = game.presence?.nameRefusal?.(name);
        expect(refusal).toEqual(expect.stringMatching(/^name-/));
        expect(game.prepare?.({ ...intent, name })).toEqual({ refusal });
      }
    }
    expect(game.presence?.enter(2, 'p-1', ' Su\u200be ', rules.initialState)).toMatchObject(named);
    expect(game.presence?.nameRefusal?.(' Su\u200be ')).toBeNull();
    expect(game.prepare?.({ type: 'push', round: 1 })).toEqual({ intent: { type: 'push', round: 1 } });
  });
});

test('GAME.md has the limits of names, and the codes of those that are refused in the order in which they are checked', () => {
  const page = readFileSync(new URL('../../../packages/mutations/GAME.md', import.meta.url), 'utf8');
  for (const limit of ['20 letters', '256 bytes', '12 code points', 'four marks']) expect(page).toContain(limit);
  const names = page.slice(page.indexOf('### Names'), page.indexOf('## Rounds'));
  const codes = (text: string) => [...text.matchAll(/^\| `(name-[a-z-]+)`/gm)].map(([, code]) => code);
  const source = ['flaw', 'names'].map((file) =>
    readFileSync(new URL(`../src/names/${file}.ts`, import.meta.url), 'utf8'),
  );
  const thrown = [...new Set([...source.join('').matchAll(/[?n:] '(name-[a-z-]+)'/g)].map(([, code]) => code))];
  expect(codes(names)).toEqual(thrown);
  expect(codes(page.slice(page.indexOf('## Entering')))).toEqual(thrown);
});
