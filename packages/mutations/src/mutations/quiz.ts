import { Refusal, type Action } from '@button/sync';
import type { IntentOf } from '../intents.ts';
import { answering } from '../selectors.ts';
import type { State } from '../state.ts';
import { mustBeHost, mustBeNow } from './guards.ts';

/** Right wins the round; wrong passes it to the next in the order, or leaves it open for those who have not tried. */
export function judge(state: State, { round, who, isRight, person }: Action<IntentOf<'judge'>>): State {
  mustBeHost(state, person);
  mustBeNow(state, round);
  if (answering(state) !== who) throw new Refusal('does-not-answer-now');
  return { ...state, judgements: [...state.judgements, { person: who, isRight }] };
}

export function takeBackJudgement(state: State, { round, who, person }: Action<IntentOf<'takeBackJudgement'>>): State {
  mustBeHost(state, person);
  mustBeNow(state, round);
  if (state.judgements.at(-1)?.person !== who) throw new Refusal('nothing-to-take-back');
  return { ...state, judgements: state.judgements.slice(0, -1) };
}
