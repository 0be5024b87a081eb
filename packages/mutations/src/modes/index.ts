import type { GameName, State } from '../state.ts';
import { classic } from './classic.ts';
import type { Mode } from './mode.ts';
import { quiz } from './quiz.ts';
import { reflex } from './reflex.ts';

/** Every game. CONTRIBUTING.md says how to add one. */
export const modes = { classic, reflex, quiz } satisfies Record<GameName, Mode>;

/** The mode of the game that is being played. */
export function modeOf({ game }: Pick<State, 'game'>): (typeof modes)[GameName] {
  return modes[game];
}
