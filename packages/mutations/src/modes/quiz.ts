import type { Push, State } from '../state.ts';
import type { Mode } from './mode.ts';

function winner({ judgements }: State): string | null {
  return judgements.find(({ isRight }) => isRight)?.person ?? null;
}

/** Turns go in the order of the pushes, one try each, until an answer is right. */
function answering(state: State): string | null {
  if (winner(state) !== null) return null;
  const hasTried = ({ person }: Push) => state.judgements.some((one) => one.person === person);
  return state.pushes.find((push) => !hasTried(push))?.person ?? null;
}

/**
 * The host asks, then opens the buzzers; the first person to push answers first. The host may start the next question
 * when nobody can answer this one.
 */
export const quiz = {
  button: { before: { is: 'dark' }, started: { is: 'lit', word: null } },
  startedBy: 'host',
  mayEndEarly: true,
  winner,
  isOver: (state) => winner(state) !== null,
  asking: ({ host }) => host,
  answering,
  alarms: () => [],
} satisfies Mode;
