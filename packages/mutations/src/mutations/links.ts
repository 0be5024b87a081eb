import { mutation, Refusal } from '@button/sync';
import * as v from 'valibot';
import { mustBeHere, mustBeHost } from '../guards.ts';
import { PEOPLE_KEPT, type State } from '../state.ts';

/**
 * Host only. Decides whether pages may link directly. The host agrees for themselves with it; when links end, nobody has
 * agreed any more.
 */
export const allowDirectLinks = mutation(
  v.strictObject({ allowed: v.boolean() }),
  (state: State, { allowed, person }): State => {
    mustBeHost(state, person);
    return { ...state, directLinks: allowed, agreedToLinks: allowed ? agreedWith(state, person) : [] };
  },
);

/** Agrees that the people to whom this person's pages are linked learn their network address, or takes it back. */
export const agreeToLinks = mutation(
  v.strictObject({ agreed: v.boolean() }),
  (state: State, { agreed, person }): State => {
    mustBeHere(state, person);
    if (!state.directLinks) throw new Refusal('too-late');
    return { ...state, agreedToLinks: agreed ? agreedWith(state, person) : agreedWithout(state, person) };
  },
);

function agreedWith(state: State, person: string): readonly string[] {
  return [...agreedWithout(state, person), person].slice(-PEOPLE_KEPT);
}

function agreedWithout({ agreedToLinks }: State, person: string): readonly string[] {
  return agreedToLinks.filter((id) => id !== person);
}
