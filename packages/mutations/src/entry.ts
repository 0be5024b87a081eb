import * as v from 'valibot';
import { firstFree, nameSchema } from './names.ts';
import type { State } from './state.ts';

/** The code of why a person may not be in the room; null when they may. A newcomer was never here before. */
export function entryRefusal(
  state: State,
  { person, isNewcomer }: { readonly person: string | null; readonly isNewcomer: boolean },
): string | null {
  if (state.isClosed) return 'room-closed';
  if (person !== null && state.removed.includes(person)) return 'removed';
  return state.isLocked && isNewcomer ? 'room-locked' : null;
}

/** The code of why nobody can have this name; null when somebody can. */
export function nameRefusal(name: string): string | null {
  return v.is(nameSchema, name) ? null : 'wrong-name';
}

/**
 * The name to record for a person who asks for this one: tidied first, so that " Bob " is Bob; the second Bob is "Bob 2",
 * and so is the second bob.
 * @throws for a name that `nameRefusal` rejects
 */
export function freeName({ people }: State, person: string, wanted: string): string {
  const name = v.parse(nameSchema, wanted);
  const others = people.filter(({ id }) => id !== person).map((one) => one.name.toLowerCase());
  return firstFree(name, (candidate) => others.includes(candidate.toLowerCase()));
}
