import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Naming } from '../src/inspector/did.ts';
import { chooseLanguage, languageCodes, languageOf, loadLanguage } from '../src/i18n/language.ts';
import * as ar from '../src/i18n/languages/ar.ts';
import * as en from '../src/i18n/languages/en.ts';

/** Every text of a catalogue by its path. Functions are called with 41, 42 and 43. */
function textsOf(words: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function' && path.startsWith('.did.'))
    return [true, false].map((flag) => [`${path} ${flag}`, String(Reflect.apply(words, undefined, anyIntent(flag)))]);
  if (typeof words === 'function') return [[path, String(Reflect.apply(words, undefined, [41, 42, 43]))]];
  return Object.entries(words ?? {}).flatMap(([key, part]) => textsOf(part, `${path}.${key}`));
}

/** The arguments for the words of a mutation: every property of any payload, and names as they are. */
function anyIntent(flag: boolean) {
  const ids = { who: 41, to: 41, by: 41, client: 41, game: 41 };
  const same = (given: number) => given;
  const say: { [Part in keyof Naming]: typeof same } = { person: same, name: same, owner: same, game: same };
  return [
    { ...ids, round: 41, name: 42, isRight: flag, isKept: flag, isLocked: flag, allowed: flag, agreed: flag },
    say,
  ];
}

const english = new Map(textsOf(en.words));

describe.each(languageCodes)('the catalogue of %s', (code) => {
  test('says all that the English one says, and nothing else', async () => {
    const { words } = await loadLanguage(code);
    expect(textsOf(words).map(([path]) => path)).toEqual([...english.keys()]);
  });

  test('has something to say for each', async () => {
    const { words } = await loadLanguage(code);
    const isEmpty = ([path, text]: readonly [string, string]) => text.trim() === '' && english.get(path)?.trim() !== '';
    expect(textsOf(words).filter(isEmpty)).toEqual([]);
  });

  test('loses no name and no number that it is given', async () => {
    const { words } = await loadLanguage(code);
    const lost = textsOf(words).flatMap(([path, text]) => {
      const given = english.get(path)?.match(/4[123]/g) ?? [];
      return given.filter((one) => !text.includes(one)).map((one) => `${path}: ${one}`);
    });
    expect(lost).toEqual([]);
  });

  test('is known by a name of its own, which the choice of languages shows', () => {
    expect(new Intl.DisplayNames([code], { type: 'language' }).of(code)).not.toBe(code);
  });
});

test('a browser gets the first of its languages that there is, and English where there is none', () => {
  expect(chooseLanguage(['fr-CA', 'es-MX', 'en'])).toBe('es');
  expect(chooseLanguage(['AR-eg'])).toBe('ar');
  expect(chooseLanguage(['fr', 'de'])).toBe('en');
  expect(chooseLanguage([])).toBe('en');
});

test('Arabic has a plural for one, for two, for few and for many', () => {
  const { wins } = ar.words.players;
  expect([1, 2, 3, 11, 100].map(wins)).toEqual(['فوز واحد', 'فوزان', '3 مرات فوز', '11 مرة فوز', '100 مرة فوز']);
});

test('a name that runs the other way turns nothing around it', () => {
  const isolated = (name: string) => `\u2068${name}\u2069`;
  expect(languageOf('en', en).named('Bob!')).toBe('Bob!');
  expect(languageOf('en', en).named('سو')).toBe(isolated('سو'));
  expect(languageOf('ar', ar).named('Bob!')).toBe(isolated('Bob!'));
});

test('there is a sentence for each code with which a name is refused', () => {
  const page = readFileSync(new URL('../../../packages/mutations/GAME.md', import.meta.url), 'utf8');
  const codes = [...page.matchAll(/`(name-[a-z-]+)`/g)].map(([, code]) => code);
  expect(new Set(Object.keys(en.words.name.problems))).toEqual(new Set(codes));
});
