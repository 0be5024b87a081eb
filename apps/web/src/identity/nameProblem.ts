import { nameSchema } from '@button/mutations';
import * as v from 'valibot';

/** What is wrong with a name; null for one that the game takes. */
export function nameProblem(name: string): 'isMissing' | 'isTooLong' | null {
  if (name.trim() === '') return 'isMissing';
  return v.is(nameSchema, name) ? null : 'isTooLong';
}
