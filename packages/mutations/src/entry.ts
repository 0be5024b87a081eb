import * as v from 'valibot';
import { firstFree, nameSchema } from './names.ts';
import { hasPlace } from './people.ts';
import type { State } from './state.ts';

/**
 * The reason code if this visitor may not be in the room, else null. A page that only watches has no person: into a locked
 * room it comes with the host's link alone, which has the watch key.
 */
export function entryRefusal(
  state: State,
  { person, hasWatchKey }: { readonly person: string | null; readonly hasWatchKey: boolean },
): string | null {
  if (state.isClosed) return 'room-closed';
  if (person !== null && state.removed.includes(person)) return 'removed';
  const isWelcome = state.admitted === null || (person === null ? hasWatchKey : hasPlace(state, person));
  return isWelcome ? null : 'room-locked';
}

/** The part of the state that `entryRefusal` reads for people who are in the room, and for pages that watch it. */
export function entryDependsOn({ isClosed, removed }: State): unknown {
  return isClosed || removed;
}

/** The reason code if this can be no person's name, taken or not, else null. */
export function nameRefusal(name: string): string | null {
  return v.is(nameSchema, name) ? null : 'wrong-name';
}

/**
 * The name to record for a person who asks for this one. It is tidied first, so that " Bob " is Bob, and numbered if
 * another person has it in any letter case: after Bob come "Bob 2" and "bob 2".
 * @throws if `nameRefusal` rejects the name
 * @example
 * freeName(state, 'p-sue', ' Bob '); // 'Bob 2', if Bob is here
 */
export function freeName({ people }: State, person: string, wanted: string): string {
  const name = v.parse(nameSchema, wanted);
  const others = people.filter(({ id }) => id !== person).map((one) => one.name.toLowerCase());
  return firstFree(name, (candidate) => others.includes(candidate.toLowerCase()));
}
