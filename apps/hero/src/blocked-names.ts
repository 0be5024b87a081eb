/**
 * What nobody is called here, however it is written; `HERO_BLOCKED_NAMES` adds to it. Parts of a name count too, so
 * nothing stands here that is also part of an honest name.
 */
const everywhere = ['fuck', 'nigger', 'nigga', 'faggot', 'hitler', 'arschloch', 'wichser', 'hijodeputa', 'pendejo'];

/** What is often written in place of a letter. */
const insteadOf: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};

/** Tells whether a name has a blocked word in it, with marks, capitals, spaces and digits for letters seen through. */
export function blocking(more: readonly string[]): (name: string) => boolean {
  const blocked = [...everywhere, ...more].map(bare).filter((word) => word !== '');
  return (name) => blocked.some((word) => bare(name).includes(word));
}

function bare(text: string): string {
  const letters = text.toLowerCase().replace(/[01345@$]/g, (sign) => insteadOf[sign] ?? sign);
  return letters.normalize('NFKD').replace(/[^\p{L}]/gu, '');
}
