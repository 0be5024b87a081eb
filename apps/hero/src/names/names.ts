import { MAX_TYPED_NAME } from '@button/mutations';
import { wordBlocker } from './blocked-words.ts';
import { flawOf, MAX_LETTERS } from './flaw.ts';
import { keysOf } from './keys.ts';
import { lettersOf } from './letters.ts';
import { tidy } from './tidy.ts';

/** A name as it is recorded. */
export interface Named {
  readonly name: string;
  readonly nameKeys: readonly string[];
}

/**
 * Returns the function that reads every name that is typed, on entering and on renaming: tidied and with its keys, or the
 * reason code of why it is no name.
 */
export function nameReader(blockedWords: readonly string[]): (typed: string) => Named | { readonly refusal: string } {
  const isBlocked = wordBlocker(blockedWords);
  return (typed) => {
    const name = typed.length > MAX_TYPED_NAME ? typed : tidy(typed);
    // Before anything that costs more with each letter: one letter may have become eighteen.
    if (name.length > MAX_TYPED_NAME) return { refusal: 'name-is-too-long' };
    const refusal = flawOf(name) ?? (isBlocked(name) ? 'name-not-allowed' : null);
    return refusal === null ? named(name) : { refusal };
  };
}

/**
 * The first of "Bob", "Bob 2", "Bob 3"… that looks like none of the others, for a name that was read without a refusal.
 * @example
 * firstFree(' Bob ', [keysOf('BOB')]).name; // 'Bob 2'
 */
export function firstFree(typed: string, others: readonly (readonly string[])[]): Named {
  const name = tidy(typed);
  const taken = new Set(others.flat());
  let free = named(name);
  for (let number = 2; free.nameKeys.some((key) => taken.has(key)); number += 1)
    free = named(numbered(name, ` ${number}`));
  return free;
}

function named(name: string): Named {
  return { name, nameKeys: keysOf(name) };
}

function numbered(name: string, number: string): string {
  const shortened = lettersOf(name).slice(0, MAX_LETTERS - number.length);
  return shortened.join('').trimEnd() + number;
}
