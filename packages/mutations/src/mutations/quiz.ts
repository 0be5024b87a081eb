import { mutation, Refusal } from '@button/sync';
import * as v from 'valibot';
import { mustBeHost, mustBeNow } from '../guards.ts';
import { id, round } from '../payload.ts';
import { answering } from '../round.ts';
import type { State } from '../state.ts';

/** Host only. A right answer wins the round; a wrong one passes the turn on, in the order of the pushes. */
export const judge = mutation(
  v.strictObject({ round, who: id, isRight: v.boolean() }),
  (state: State, { round, who, isRight, person }): State => {
    mustBeHost(state, person);
    mustBeNow(state, round);
    if (answering(state) !== who) throw new Refusal('does-not-answer-now');
    return { ...state, judgements: [...state.judgements, { person: who, isRight }] };
  },
);

/** Host only. Undoes the last judgement of this round, if it was of this person. */
export const takeBackJudgement = mutation(
  v.strictObject({ round, who: id }),
  (state: State, { round, who, person }): State => {
    mustBeHost(state, person);
    mustBeNow(state, round);
    if (state.judgements.at(-1)?.person !== who) throw new Refusal('nothing-to-take-back');
    return { ...state, judgements: state.judgements.slice(0, -1) };
  },
);
