import { asksQuestions, hasPushed, winnerOf, type State } from '@button/mutations';
import type { Known } from '../game/sayings.ts';

/** What is worth a sound, a buzz in the hand or confetti. */
export type Cue = 'press' | 'light' | 'falseStart' | 'win' | 'lose';

/** What a page knew of the room at some time, or knows now. */
export type Moment = Pick<Known, 'state' | 'officialState' | 'person'>;

/** The cue for what has changed between two moments: the one that matters most, and each once. */
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
    /** As Hero says, and nobody else. */
    winner: officialState.round === state.round ? winnerOf(officialState) : null,
    isTooEarly: state.falseStarts.some((push) => push.person === person),
    pushes: pushesHeard(state, person),
    isLit: state.button.is === 'lit',
  };
}

/** People hear their own push; who watches, and who asks in the quiz, hears everybody's. */
function pushesHeard(state: State, person: string | null): number {
  if (person === null || asksQuestions(state, person)) return state.pushes.length;
  return hasPushed(state, person) ? 1 : 0;
}

/** Who was not in it is glad for the winner. */
function isLost({ state, person }: Moment, winner: string): boolean {
  return person !== null && !asksQuestions(state, person) && winner !== person;
}
