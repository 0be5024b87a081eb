import { peopleHere } from '../people.ts';
import type { State } from '../state.ts';
import type { Mode } from './mode.ts';

/** Milliseconds from the start of a round to its light: at least, at most. */
const LIGHT_DELAY = [1_500, 6_000] as const;

const winner = ({ personWhoPushedFirst }: State): string | null => personWhoPushedFirst;

function everybodySitsOut(state: State): boolean {
  const here = peopleHere(state);
  return here.length > 0 && here.every(({ id }) => state.falseStarts.some(({ person }) => person === id));
}

/** Starting a round makes everybody get ready; then, at a moment that only Hero knows, the button lights up. */
export const reflex = {
  button: { before: { is: 'dark' }, started: { is: 'waiting' } },
  startedBy: 'everybody',
  mayEndEarly: false,
  winner,
  isOver: (state) => winner(state) !== null || everybodySitsOut(state),
  asking: () => null,
  answering: () => null,
  alarms: ({ round, button }) =>
    button.is === 'waiting'
      ? [{ key: `light round ${round}`, after: LIGHT_DELAY, intent: { type: 'lightTheButton', round } as const }]
      : [],
} satisfies Mode;
