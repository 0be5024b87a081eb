import * as v from 'valibot';

/** In code points, which come close to what people count as letters. */
const MAX_LENGTH = 20;

/** A name of 1 to 20 letters; the output is tidied. Forms use it too, to check a name before they send it. */
export const nameSchema = v.pipe(
  v.string(),
  v.maxLength(200),
  v.transform(tidy),
  v.regex(/[\p{L}\p{N}\p{P}\p{S}]/u),
  v.check((name) => letters(name).length <= MAX_LENGTH),
);

/** The first of "Bob", "Bob 2", "Bob 3"… that is not taken. */
export function firstFree(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number += 1) free = numbered(name, ` ${number}`);
  return free;
}

/** Names that look the same must be the same: one spelling, single spaces, no invisible or direction-changing characters. */
function tidy(name: string): string {
  const visible = name
    .normalize('NFC')
    .replace(/[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, ' ');
  return visible.replace(/\s+/gu, ' ').trim();
}

function numbered(name: string, number: string): string {
  return (
    letters(name)
      .slice(0, MAX_LENGTH - number.length)
      .join('')
      .trimEnd() + number
  );
}

function letters(name: string): readonly string[] {
  return Array.from(name);
}
