import { mutation, Refusal, seededMutation } from '@button/sync';
import * as v from 'valibot';
import { mustBeHere, mustBeHero, mustBeNow } from '../guards.ts';
import { round, roundTrip, word } from '../payload.ts';
import { PUSHES_IN_A_ROUND, type Button, type State } from '../state.ts';

/**
 * Pushes the button as the person saw it: in that round, and with the word of its light if it had one. A push that the
 * button does not take as good is a false start.
 */
export const push = mutation(
  v.strictObject({ round, word: v.optional(word), roundTrip: v.optional(roundTrip) }),
  (state: State, { round, word, roundTrip, person }, { serverTime }): State => {
    mustBeNow(state, round);
    if (state.pushes.some((one) => one.person === person)) throw new Refusal('already-pushed');
    if (state.falseStarts.some((one) => one.person === person)) throw new Refusal('sits-this-round-out');
    mustBeHere(state, person);
    const { button, pushes, falseStarts } = state;
    if (button.is === 'dark') throw new Refusal('not-started-yet');
    if (pushes.length + falseStarts.length >= PUSHES_IN_A_ROUND) throw new Refusal('round-is-full');

    const pushed = { person, serverTime, roundTrip: roundTrip ?? null };
    if (!isGood(button, word)) return { ...state, falseStarts: [...falseStarts, pushed] };
    return { ...state, personWhoPushedFirst: state.personWhoPushedFirst ?? person, pushes: [...pushes, pushed] };
  },
);

/** Hero only. The word of the light is the seed of this very action, so that no page can know it in advance. */
export const lightTheButton = seededMutation(
  v.strictObject({ round }),
  (state: State, { round, person }, { seed }): State => {
    mustBeHero(person);
    mustBeNow(state, round);
    if (state.button.is !== 'waiting') throw new Refusal('not-waiting');
    if (seed === null) throw new Refusal('no-seed-yet');
    return { ...state, button: { is: 'lit', word: seed } };
  },
);

/** The word distinguishes a push at the light from a blind one that happens to arrive just after it. */
function isGood(button: Button, word: number | undefined): boolean {
  return button.is === 'lit' && (button.word === null || button.word === word);
}
