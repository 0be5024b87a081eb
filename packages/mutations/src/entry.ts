import { firstFree } from './names.ts';
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

/** What to call somebody who wants this name: the second Bob is "Bob 2", and so is the second bob. */
export function freeName({ people }: State, person: string, name: string): string {
  const others = people.filter(({ id }) => id !== person).map((one) => one.name.toLowerCase());
  return firstFree(name, (candidate) => others.includes(candidate.toLowerCase()));
}
