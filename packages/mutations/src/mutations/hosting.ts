import { mutation, Refusal } from '@button/sync';
import * as v from 'valibot';
import { mustBeFree, mustBeHere, mustBeHero, mustBeHost } from '../guards.ts';
import { nameSchema } from '../names.ts';
import { id } from '../payload.ts';
import { renamed, withoutThoseWhoLeft } from '../people.ts';
import { PERSONS_KEPT, type State } from '../state.ts';

/** The host's: only they start rounds from now on, or everybody does. */
export const keepRoundsToHost = mutation(
  v.strictObject({ isKept: v.boolean() }),
  (state: State, { isKept, person }): State => {
    mustBeHost(state, person);
    return { ...state, onlyHostStarts: isKept };
  },
);

/** The host's: newcomers are kept out from now on, or let in. */
export const lockRoom = mutation(
  v.strictObject({ isLocked: v.boolean() }),
  (state: State, { isLocked, person }): State => {
    mustBeHost(state, person);
    return { ...state, isLocked };
  },
);

/** The host's: the end, for everybody. */
export const closeRoom = mutation(v.strictObject({}), (state: State, { person }): State => {
  mustBeHost(state, person);
  return { ...state, isClosed: true };
});

/** The host's: pages may link directly from now on, or may not any more. */
export const allowDirectLinks = mutation(
  v.strictObject({ allowed: v.boolean() }),
  (state: State, { allowed, person }): State => {
    mustBeHost(state, person);
    return { ...state, directLinks: allowed };
  },
);

/** The host's: somebody is called something else from now on. */
export const renamePerson = mutation(
  v.strictObject({ who: id, name: nameSchema }),
  (state: State, { who, name, person }): State => {
    mustBeHost(state, person);
    mustBeHere(state, who);
    mustBeFree(state, name, who);
    return renamed(state, who, name);
  },
);

/** The host's: somebody has to go, and stays out. */
export const removePerson = mutation(v.strictObject({ who: id }), (state: State, { who, person }): State => {
  mustBeHost(state, person);
  if (who === person) throw new Refusal('not-yourself');
  mustBeHere(state, who);
  const people = state.people.map((one) => (one.id === who ? { ...one, clients: [] } : one));
  const removed = [...state.removed, who].slice(-PERSONS_KEPT);
  return { ...state, removed, people: withoutThoseWhoLeft({ ...state, people }) };
});

/** The host's: somebody else is in charge from now on. */
export const handOver = mutation(v.strictObject({ to: id }), (state: State, { to, person }): State => {
  mustBeHost(state, person);
  mustBeHere(state, to);
  return { ...state, host: to };
});

/** Hero's alone: the host was away for too long. */
export const replaceHost = mutation(
  v.strictObject({ absent: id, by: id }),
  (state: State, { absent, by, person }): State => {
    mustBeHero(person);
    if (absent !== state.host || state.hostLeftAt === null) throw new Refusal('too-late');
    mustBeHere(state, by);
    return { ...state, host: by, hostLeftAt: null };
  },
);
