import type { words as english } from './languages/en.ts';

/** All texts of the page. Every language has the texts of the English file. */
export type Words = typeof english;

/** The content of a file in `languages`. To add a language is to add a file. */
export interface LanguageFile {
  readonly direction: 'ltr' | 'rtl';
  readonly words: Words;
}

export interface Language extends LanguageFile {
  /** As browsers name it: `en`. */
  readonly code: string;
  /** A name for the middle of a sentence, kept together even if it runs in the other direction. */
  readonly named: (name: string) => string;
  /** Several names, as this language lists them. */
  readonly list: (names: readonly string[]) => string;
}

const files = import.meta.glob<LanguageFile>('./languages/*.ts');
const codeIn = (path: string) => path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);

/** The codes of all languages that there are. */
export const languageCodes: readonly string[] = Object.keys(files).map(codeIn);

/** The first of the wanted languages that the page has, or English. `es-MX` gets `es`. */
export function chooseLanguage(wanted: readonly string[]): string {
  const bare = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return bare.find((code) => languageCodes.includes(code)) ?? 'en';
}

/** @throws when its file cannot be had. */
export async function loadLanguage(code: string): Promise<Language> {
  const load = files[`./languages/${code}.ts`];
  if (!load) throw new Error(`there is no language ${code}`);
  return languageOf(code, await load());
}

export function languageOf(code: string, { direction, words }: LanguageFile): Language {
  const runsAlong = direction === 'rtl' ? /^$/ : /^[\p{Script=Latin}\p{Script=Common}]*$/u;
  const named = (name: string) => (runsAlong.test(name) ? name : `${FIRST_STRONG_ISOLATE}${name}${POP_ISOLATE}`);
  const format = new Intl.ListFormat(code, { type: 'unit' });
  return { code, direction, words, named, list: (names) => format.format(names.map(named)) };
}

/** Text between these does not affect the direction of the line around it, nor the other way round. */
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** The entry of a table for a code from Hero, which this page may not know. */
export function byCode<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
