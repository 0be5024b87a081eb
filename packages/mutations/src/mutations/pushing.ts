import { Refusal, type Action, type Facts } from '@button/sync';
import type { IntentOf } from '../intents.ts';
import { PUSHES_IN_A_ROUND, type Button, type State } from '../state.ts';
import { mustBeHere, mustBeHero, mustBeNow } from './guards.ts';

/** The first good push wins, in every game. What is a good one, the button says. */
export function clickTheButton(
  state: State,
  { round, word, roundTrip, person }: Action<IntentOf<'clickTheButton'>>,
  { serverTime }: Facts,
): State {
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
}

/** A guess that happens to arrive just after the light has no word. */
function isGood(button: Button, word: string | undefined): boolean {
  return button.is === 'lit' && (button.word === null || button.word === word);
}

/** Now! The word is Hero's, and nobody has it before. */
export function lightTheButton(state: State, { round, word, person }: Action<IntentOf<'lightTheButton'>>): State {
  mustBeHero(person);
  mustBeNow(state, round);
  if (state.button.is !== 'waiting') throw new Refusal('nobody-waits-for-a-light');
  return { ...state, button: { is: 'lit', word } };
}
