import { mutation, Refusal } from '@button/sync';
import * as v from 'valibot';
import { mustBeHere, mustBeHero, mustBeNow } from '../guards.ts';
import { round, roundTrip, word } from '../payload.ts';
import { PUSHES_IN_A_ROUND, type Button, type State } from '../state.ts';

/**
 * A push, for the round in which the person saw the button, with the word of its light if it had one. The first good push
 * is the first, in every game; the button says which ones are good.
 */
export const clickTheButton = mutation(
  v.strictObject({ round, word: v.optional(word), roundTrip: v.optional(roundTrip) }),
  (state: State, { round, word, roundTrip, person }, { serverTime }): State => {
    mustBeNow(state, round);
    if (state.pushes.some((push) => push.person === person)) throw new Refusal('already-pushed');
    if (state.falseStarts.some((push) => push.person === person)) throw new Refusal('sits-this-round-out');
    mustBeHere(state, person);
    const { button, pushes, falseStarts } = state;
    if (button.is === 'dark') throw new Refusal('not-started-yet');
    if (pushes.length + falseStarts.length >= PUSHES_IN_A_ROUND) throw new Refusal('round-is-full');

    const push = { person, serverTime, roundTrip: roundTrip ?? null };
    if (!isGood(button, word)) return { ...state, falseStarts: [...falseStarts, push] };
    return { ...state, personWhoPushedFirst: state.personWhoPushedFirst ?? person, pushes: [...pushes, push] };
  },
);

/** Hero's alone: now! The word of the light is the seed of this very action, so nobody can have it before. */
export const lightTheButton = mutation(
  v.strictObject({ round }),
  (state: State, { round, person }, { seed }): State => {
    mustBeHero(person);
    mustBeNow(state, round);
    if (state.button.is !== 'waiting') throw new Refusal('nobody-waits-for-a-light');
    if (seed === null) throw new Refusal('no-seed-yet');
    return { ...state, button: { is: 'lit', word: seed } };
  },
);

/** A guess that happens to arrive just after the light has no word. */
function isGood(button: Button, word: number | undefined): boolean {
  return button.is === 'lit' && (button.word === null || button.word === word);
}
