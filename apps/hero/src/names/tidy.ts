import { MAX_TYPED_NAME } from '@button/mutations';

/** An emoji as Unicode recommends it: inside one, joiners, selectors and tags have a meaning. */
export const emoji = /\p{RGI_Emoji}/v;

/** As many as the profile asks for. */
const MOST_PASSES = 3;

/** White space of every kind, and the letters that look like it. */
const blank = /[\p{White_Space}\u2800\u{1D159}]|\u{13441}|\u{13442}|\u{16FE4}/gu;

// The places in which PRECIS allows joiners (RFC 5892, A.1 and A.2): they change how the letters beside them are written.
const cursive = String.raw`[[\p{scx=Adlm}\p{scx=Arab}\p{scx=Mand}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Syrc}]&&\p{L}]`;
const virama = String.raw`[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA\u1039\u17D2]`;
const joiner = String.raw`(?<=${cursive}\p{M}*)\u200C(?=${cursive})|(?<=${virama})[\u200C\u200D]`;

/** Letters that show nothing, or only stretch others (U+0640, U+07FA); captured, those that have a meaning. */
const invisible = new RegExp(
  String.raw`(${emoji.source}|${joiner})|[\p{Default_Ignorable_Code_Point}\u0640\u07FA]`,
  'gv',
);

/**
 * A name in the one spelling under which it is recorded, by the nickname profile of PRECIS (RFC 8266): single spaces, no
 * letters that show nothing, and one form for all letters of the same meaning. Tidying it again changes nothing.
 * @example
 * tidy(' Ｂｏｂ\u200B  the Great '); // 'Bob the Great'
 */
export function tidy(typed: string): string {
  let name = typed;
  // What one pass changes may be beside something else, which then has to change too.
  for (let pass = 0; pass < MOST_PASSES && name.length <= MAX_TYPED_NAME; pass += 1) name = tidyOnce(name);
  return name;
}

function tidyOnce(typed: string): string {
  const visible = typed.replace(blank, ' ').replace(invisible, (_, meaningful: string | undefined) => meaningful ?? '');
  const parts = visible.split(new RegExp(`(${emoji.source})`, 'v'));
  const composed = parts.map((part, index) => (index % 2 === 0 ? compose(part) : part)).join('');
  return composed.replace(/ +/g, ' ').trim();
}

/** Normalization form KC, except for letters that it would take apart: spaced accents such as ´, and ㅋ. */
function compose(text: string): string {
  const letters = Array.from(text.normalize('NFC'), (letter) => {
    const compatible = letter.normalize('NFKC');
    return /^(?: \p{M}|[\u1100-\u11FF])/u.test(compatible) ? letter : compatible;
  });
  return letters.join('').normalize('NFC');
}
