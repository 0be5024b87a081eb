import type { GameName, State } from '../state.ts';
import { classic } from './classic.ts';
import type { Mode } from './mode.ts';
import { quiz } from './quiz.ts';
import { reflex } from './reflex.ts';

/** The games. To add one is to add a file and a line here; what the compiler then misses is all that it takes. */
export const modes = { classic, reflex, quiz } satisfies Record<GameName, Mode>;

/** The game that is played. */
export function modeOf({ game }: Pick<State, 'game'>): (typeof modes)[GameName] {
  return modes[game];
}
