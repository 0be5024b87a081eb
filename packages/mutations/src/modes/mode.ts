import type { Alarm, Intent } from '@button/sync';
import type { Button, State } from '../state.ts';

/** A game: all in which it differs from the others. What it asks of the state is asked while it is played. */
export interface Mode {
  /** What the button does before the round is started, and from then on. Where both are the same, nobody starts it. */
  readonly button: { readonly before: Button; readonly started: Button };
  /** Who may start a round: the host alone, or everybody, unless the host keeps that to themselves. */
  readonly startedBy: 'host' | 'everybody';
  /** Whether the next round may be started before this one is over. */
  readonly mayEndEarly: boolean;
  /** The person who won this round; null while there is none. */
  readonly winner: (state: State) => string | null;
  /** Whether this round is over: somebody won, or nobody can any more. */
  readonly isOver: (state: State) => boolean;
  /** The person who asks the questions; null in a game without. */
  readonly asking: (state: State) => string | null;
  /** The person who gets to answer now; null while nobody does. */
  readonly answering: (state: State) => string | null;
  /** What Hero has to do in this game, beside what it has to do in every game. */
  readonly alarms: (state: State) => readonly Alarm<Intent>[];
}
