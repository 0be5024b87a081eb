import { lettersOf } from './letters.ts';
import { emoji } from './tidy.ts';

/** As people count them. */
export const MAX_LETTERS = 20;
/** In UTF-8: enough for 20 letters of any script, and for ten families. */
const MAX_BYTES = 256;
/** In code points; no letter that people write has more. */
const MAX_LETTER = 12;

const everyEmoji = new RegExp(emoji, 'gv');
const something = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Half letters, unassigned and private ones, controls, stand-ins for what was lost, and parts of old Hangul. */
const unreadable = /[[\p{C}--[\u200C\u200D]]\uFFFC\uFFFD\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]/v;

// Scripts whose letters carry at most two marks, of no other script's. Elsewhere vowels and tones are marks too.
const plain = String.raw`[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Zyyy}]`;
const foreignMark = String.raw`\p{M}*[\p{M}--[\p{sc=Zinh}\p{sc=Cyrl}]]`;
/** A mark without a letter, too many on one, or one that does not belong there. */
const badMark = new RegExp(String.raw`(?:^| )\p{M}|\p{M}{5}|${plain}(?:\p{M}{3}|${foreignMark})`, 'v');

/**
 * The reason code if a tidied name is no valid name, else null. It does not check that the name is unique.
 * @example
 * flawOf('Z̈̈̈oe'); // 'name-has-bad-accents'
 */
export function flawOf(name: string): string | null {
  const withoutEmoji = name.replace(everyEmoji, 'x');
  if (unreadable.test(withoutEmoji)) return 'name-is-unreadable';
  if (!something.test(name)) return 'name-is-missing';
  const letters = lettersOf(name);
  if (badMark.test(withoutEmoji) || letters.some((letter) => Array.from(letter).length > MAX_LETTER))
    return 'name-has-bad-accents';
  return letters.length > MAX_LETTERS || Buffer.byteLength(name) > MAX_BYTES ? 'name-is-too-long' : null;
}
