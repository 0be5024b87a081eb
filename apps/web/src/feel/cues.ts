import { asksQuestions, hasPushed, winnerOf, type State } from '@button/mutations';
import type { Known } from '../game/sayings.ts';

/** A moment that deserves a sound, a vibration or confetti. */
export type Cue = 'press' | 'light' | 'falseStart' | 'win' | 'lose';

/** A page's knowledge of the room at one time. */
export type Moment = Pick<Known, 'state' | 'officialState' | 'person'>;

/** The cue for the change between two moments: the most important one, and each once. */
export function cueBetween(before: Moment, now: Moment): Cue | null {
  const isSameRound = before.state.round === now.state.round;
  const was = isSameRound ? whatIs(before) : nothingYet;
  const is = whatIs(now);
  if (is.winner !== null && is.winner !== was.winner) return isLost(now, is.winner) ? 'lose' : 'win';
  if (is.isTooEarly && !was.isTooEarly) return 'falseStart';
  if (is.pushes > was.pushes) return 'press';
  return is.isLit && !was.isLit && is.pushes === 0 ? 'light' : null;
}

const nothingYet = { winner: null, isTooEarly: false, pushes: 0, isLit: false };

function whatIs({ state, officialState, person }: Moment) {
  return {
    /** From the official state alone. */
    winner: officialState.round === state.round ? winnerOf(officialState) : null,
    isTooEarly: state.falseStarts.some((push) => push.person === person),
    pushes: pushesHeard(state, person),
    isLit: state.button.is === 'lit',
  };
}

/** People hear their own push; those who watch, or ask in the quiz, hear every push. */
function pushesHeard(state: State, person: string | null): number {
  if (person === null || asksQuestions(state, person)) return state.pushes.length;
  return hasPushed(state, person) ? 1 : 0;
}

/** People who did not compete hear the winner's cue. */
function isLost({ state, person }: Moment, winner: string): boolean {
  return person !== null && !asksQuestions(state, person) && winner !== person;
}
