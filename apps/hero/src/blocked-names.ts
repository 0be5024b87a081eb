/**
 * Words that no name may contain; `HERO_BLOCKED_NAMES` adds more. They also match inside a longer word, so none of them
 * may be part of an honest name.
 */
const alwaysBlocked = ['fuck', 'nigger', 'nigga', 'faggot', 'hitler', 'arschloch', 'wichser', 'hijodeputa', 'pendejo'];

/** The letters that digits and signs often stand for. */
const letterFor: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};

/**
 * Returns a predicate: whether a name contains a blocked word. Accents, capitals, spaces and digits in place of letters
 * do not hide one.
 */
export function nameBlocker(moreWords: readonly string[]): (name: string) => boolean {
  const blocked = [...alwaysBlocked, ...moreWords].map(bareLetters).filter((word) => word !== '');
  return (name) => blocked.some((word) => bareLetters(name).includes(word));
}

function bareLetters(text: string): string {
  const letters = text.toLowerCase().replace(/[01345@$]/g, (sign) => letterFor[sign] ?? sign);
  return letters.normalize('NFKD').replace(/[^\p{L}]/gu, '');
}
