import naughtyWords from 'naughty-words';
import { DataSet, englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import { skeleton } from './keys.ts';

/** Words of the English list that are names somewhere, or parts of many: Kike, Semen, Danuše, Supaporn, Hooker… */
const names = ['abo', 'anal', 'anus', 'dick', 'dyke', 'hooker', 'kike', 'negro', 'porn', 'scat', 'semen'];
/** Names, or parts of some, in which that list sees a word. */
const partsOfNames =
  'angga assm assom assya bich cumali cumh cummings cummerata dildor fagan fagin fagun feck fock fu fuk georgy gyorgy kshit hushit ooshit peniston rshit shital shitij shitole slutsk slutzk tittel wankh гарев';
/** Entries of the other lists that are names, or that nobody minds in one. */
const harmless =
  'asesinato asno bimbo bonze caca concha drogas fratze heroina infierno ische kimme martillo maciza mufti orina pezon marica mose pis rosette semen trio بز شهوة فرج لبوة مص';

/** The letters that digits often stand for. */
const letterFor: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's' };

/**
 * Returns a predicate: whether a tidied name contains a blocked word. Look-alikes, accents, capitals, digits and spaces in
 * place of letters do not hide one, and an honest word that happens to contain one is allowed.
 * @param moreWords words that are blocked in addition, also inside others
 * @example
 * wordBlocker(['Voldemort'])('Lord V0ldemort'); // true
 */
export function wordBlocker(moreWords: readonly string[]): (name: string) => boolean {
  const english = new DataSet<{ readonly originalWord: string }>()
    .addAll(englishDataset)
    .removePhrasesIf(({ metadata }) => names.includes(metadata?.originalWord ?? ''))
    .addPhrase((phrase) => partsOfNames.split(' ').reduce((all, part) => all.addWhitelistedTerm(part), phrase));
  const matcher = new RegExpMatcher({ ...english.build(), ...englishRecommendedTransformers });
  const wholeWords = new Set([...naughtyWords.ar, ...naughtyWords.de, ...naughtyWords.es].map(bare).map(joined));
  for (const word of harmless.split(' ')) wholeWords.delete(word);
  const parts = ['hitler', ...moreWords].map((word) => joined(latin(word))).filter((word) => word !== '');

  /** "fu ck" is one; "Josh Itoh" only contains one. */
  const isWholeWord = (text: string) =>
    wholeWords.has(text) ||
    matcher.getAllMatches(text).some(({ startIndex, endIndex }) => startIndex === 0 && endIndex === text.length - 1);
  const isBlocked = (text: string) =>
    matcher.hasMatch(text) ||
    wordsOf(text).some((word) => wholeWords.has(word)) ||
    isWholeWord(joined(text)) ||
    parts.some((word) => joined(text).includes(word));
  return (name) => readings(name).some(isBlocked);
}

/** The ways in which people may read a name: look-alikes, single letters and digits may all stand for a word. */
function readings(name: string): readonly string[] {
  // A number is no word, even if its digits look like one.
  const text = name.replace(/(?<!\p{L})\p{N}+(?!\p{L})/gu, ' ');
  const seen = [text, text.toLowerCase(), text.toUpperCase()].map(latin);
  const read = [bare(text), ...seen].flatMap((one) => [one, spelled(one), withoutDigits(one)]);
  return [...new Set(read)];
}

/** A word in another script is left alone, unless all of it looks Latin. */
function latin(text: string): string {
  const look = (word: string) => {
    const seen = word.replace(/\P{ASCII}+/gu, skeleton);
    return /[a-z]/i.test(word) || /^[\p{ASCII}\p{M}]*$/u.test(seen) ? seen : word;
  };
  return bare(text.replace(/[\p{L}\p{M}\p{N}\p{S}]+/gu, look));
}

function bare(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** "f u c k" as a word. */
function spelled(text: string): string {
  return text.replace(/(?<!\p{L})(\p{L})[^\p{L}\p{N}]+(?=\p{L}(?!\p{L}))/gu, '$1');
}

function withoutDigits(text: string): string {
  return text.replace(/[01345]/g, (digit) => letterFor[digit] ?? digit);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u);
}

function joined(text: string): string {
  return text.replace(/[\s\p{P}]/gu, '');
}
