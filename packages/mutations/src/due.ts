import type { GameIntent } from './intents.ts';
import { peopleHere } from './selectors.ts';
import type { State } from './state.ts';

/** Something that Hero has to do by itself, after some time: a pure function of the official state. */
export interface Due {
  /** The same for as long as it is the same thing: it is done once. */
  readonly key: string;
  /** Milliseconds from when it became due; where the two differ, at a moment in between that only Hero knows. */
  readonly after: readonly [least: number, most: number];
  /** What to emit then. The word is one that Hero draws, and nobody can guess. */
  readonly intent: (word: string) => GameIntent;
}

const READY: Due['after'] = [1_500, 6_000];

/** `hostMayBeAway`: for so many milliseconds, before somebody else is in charge. */
export function due(state: State, hostMayBeAway: number): readonly Due[] {
  return [...lightIsDue(state), ...newHostIsDue(state, hostMayBeAway)];
}

function lightIsDue({ round, button }: State): readonly Due[] {
  if (button.is !== 'waiting') return [];
  const intent = (word: string): GameIntent => ({ type: 'lightTheButton', round, word });
  return [{ key: `light round ${round}`, after: READY, intent }];
}

/** Whoever is here longest, when the host has been away for too long. */
function newHostIsDue(state: State, hostMayBeAway: number): readonly Due[] {
  const { host, hostLeftAt } = state;
  const [longest] = peopleHere(state);
  if (host === null || hostLeftAt === null || !longest) return [];
  const intent = (): GameIntent => ({ type: 'replaceHost', absent: host, by: longest.id });
  return [{ key: `replace ${host}`, after: [hostMayBeAway, hostMayBeAway], intent }];
}
