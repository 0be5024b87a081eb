import type { words as english } from './languages/en.ts';

/** Everything that the page says; the English file is the measure of all others. */
export type Words = typeof english;
export type Direction = 'ltr' | 'rtl';

/** A language as a file in `languages` has it: to add one is to add a file. */
export interface LanguageFile {
  readonly direction: Direction;
  readonly words: Words;
}

export interface Language extends LanguageFile {
  /** As browsers name it: `en`. */
  readonly code: string;
  /** A name for the middle of a sentence, in one piece also where it runs the other way. */
  readonly named: (name: string) => string;
  /** Several names, as this language lists them. */
  readonly list: (names: readonly string[]) => string;
}

const files = import.meta.glob<LanguageFile>('./languages/*.ts');
const codeIn = (path: string) => path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);

/** The codes of all languages that there are. */
export const languageCodes: readonly string[] = Object.keys(files).map(codeIn);

/** The first one of those wanted that there is; English where there is none. `es-MX` gets `es`. */
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

/** What stands between these does not turn the line around it, nor the line what is between them. */
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** What a table says to a code. Codes come from Hero, and may be none that this page knows. */
export function byCode<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
