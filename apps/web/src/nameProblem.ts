import { nameSchema } from '@button/mutations';
import * as v from 'valibot';

/** What is wrong with a name, in words for the person who typed it; null for a name that the game takes. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return 'Say who you are first, so that the others know you.';
  return v.is(nameSchema, name) ? null : 'A name has at most 20 letters.';
}
