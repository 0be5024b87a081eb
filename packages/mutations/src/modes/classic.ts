import type { State } from '../state.ts';
import type { Mode } from './mode.ts';

const lit = { is: 'lit', word: null } as const;
const winner = ({ personWhoPushedFirst }: State): string | null => personWhoPushedFirst;

/** The button is always live, and the first push wins. */
export const classic = {
  button: { before: lit, started: lit },
  startedBy: 'everybody',
  mayEndEarly: false,
  winner,
  isOver: (state) => winner(state) !== null,
  asking: () => null,
  answering: () => null,
  alarms: () => [],
} satisfies Mode;
