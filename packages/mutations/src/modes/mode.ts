import type { Alarm, Intent } from '@button/sync';
import type { Button, State } from '../state.ts';

/** Everything in which one game differs from the others. The functions get the state of a room that plays this game. */
export interface Mode {
  /** The button before the round is started, and from then on. If both are the same, rounds need not be started. */
  readonly button: { readonly before: Button; readonly started: Button };
  /** The host alone, or everybody until the host keeps it to themselves. */
  readonly startedBy: 'host' | 'everybody';
  /** Whether the next round may be started before this one is over. */
  readonly mayEndEarly: boolean;
  /** The id of the person who won this round; null while it has no winner. */
  readonly winner: (state: State) => string | null;
  /** Whether this round is over: somebody won, or nobody can any more. */
  readonly isOver: (state: State) => boolean;
  /** The id of the person who asks the questions; null in a game without questions. */
  readonly asking: (state: State) => string | null;
  /** The id of the person whose turn it is to answer; null while it is no one's turn. */
  readonly answering: (state: State) => string | null;
  /** This game's alarms, in addition to those that every game has. */
  readonly alarms: (state: State) => readonly Alarm<Intent>[];
}
