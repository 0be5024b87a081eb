import type { Push, State } from '../state.ts';
import type { Mode } from './mode.ts';

/** Whose answer was right. */
function winner({ judgements }: State): string | null {
  return judgements.find(({ isRight }) => isRight)?.person ?? null;
}

/** The first in the order of the pushes who has not tried yet, until somebody was right. */
function answering(state: State): string | null {
  if (winner(state) !== null) return null;
  const hasTried = ({ person }: Push) => state.judgements.some((one) => one.person === person);
  return state.pushes.find((push) => !hasTried(push))?.person ?? null;
}

/** The host asks, and opens the buzzers; the first push gets to answer. A question that nobody can answer just ends. */
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
