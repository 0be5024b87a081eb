import * as v from 'valibot';

/** Letters, as people count them or nearly so: code points. */
const LONGEST = 20;

/** Also what a form checks before it sends: a name has 1 to 20 letters. What comes out of it is tidy. */
export const nameSchema = v.pipe(
  v.string(),
  v.maxLength(200),
  v.transform(tidy),
  v.regex(/[\p{L}\p{N}\p{P}\p{S}]/u),
  v.check((name) => letters(name).length <= LONGEST),
);

/** The first of "Bob", "Bob 2", "Bob 3"… that nobody has. */
export function firstFree(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number += 1) free = numbered(name, ` ${number}`);
  return free;
}

/** One way to write what looks the same, no spaces in a row, and nothing that is invisible or turns the line around. */
function tidy(name: string): string {
  const visible = name
    .normalize('NFC')
    .replace(/[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, ' ');
  return visible.replace(/\s+/gu, ' ').trim();
}

function numbered(name: string, number: string): string {
  return (
    letters(name)
      .slice(0, LONGEST - number.length)
      .join('')
      .trimEnd() + number
  );
}

function letters(name: string): readonly string[] {
  return Array.from(name);
}
