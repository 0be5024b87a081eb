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
