import { mutation, Refusal } from '@button/sync';
import * as v from 'valibot';
import { mustBeFree, mustBeHere, mustBeHero, mustBeHost } from '../guards.ts';
import { id, name, nameKeys } from '../payload.ts';
import { peopleHere, renamed, peopleToKeep } from '../people.ts';
import { PEOPLE_KEPT, type State } from '../state.ts';

/** Host only. Decides whether everybody may start rounds or the host alone. */
export const keepRoundsToHost = mutation(
  v.strictObject({ isKept: v.boolean() }),
  (state: State, { isKept, person }): State => {
    mustBeHost(state, person);
    return { ...state, onlyHostStarts: isKept };
  },
);

/** How long after leaving a person may come back into a room that was locked meanwhile, in milliseconds. */
const MAY_COME_BACK_FOR = 10 * 60_000;

/**
 * Host only. Locks the room to everybody but the people who are here or have just left, or unlocks it. Locking a locked room
 * changes nothing, so that those whom the host has let in meanwhile may still come back.
 */
export const lockRoom = mutation(
  v.strictObject({ isLocked: v.boolean() }),
  (state: State, { isLocked, person }, { serverTime }): State => {
    mustBeHost(state, person);
    if (!isLocked) return { ...state, admitted: null };
    const here = peopleHere(state).map(({ id }) => id);
    const justLeft = state.left
      .filter((leaving) => serverTime - leaving.serverTime <= MAY_COME_BACK_FOR && !here.includes(leaving.person))
      .map((leaving) => leaving.person);
    return { ...state, admitted: state.admitted ?? [...justLeft, ...here].slice(-PEOPLE_KEPT) };
  },
);

/** Host only. Lets a person into the locked room, now and until it is unlocked. */
export const letIn = mutation(v.strictObject({ who: id }), (state: State, { who, person }): State => {
  mustBeHost(state, person);
  if (state.admitted === null) throw new Refusal('not-locked');
  if (state.removed.includes(who)) throw new Refusal('removed');
  const others = state.admitted.filter((one) => one !== who);
  return { ...state, admitted: [...others, who].slice(-PEOPLE_KEPT) };
});

/** Host only. Ends the room for everybody. */
export const closeRoom = mutation(v.strictObject({}), (state: State, { person }): State => {
  mustBeHost(state, person);
  return { ...state, isClosed: true };
});

/** Host only. Gives a person another name. */
export const renamePerson = mutation(
  v.strictObject({ who: id, name, nameKeys }),
  (state: State, { who, name, nameKeys, person }): State => {
    mustBeHost(state, person);
    mustBeHere(state, who);
    mustBeFree(state, who, nameKeys);
    return renamed(state, who, name, nameKeys);
  },
);

/** Host only. Removes a person, who can come back only as somebody else, and not into a locked room. */
export const removePerson = mutation(v.strictObject({ who: id }), (state: State, { who, person }): State => {
  mustBeHost(state, person);
  if (who === person) throw new Refusal('not-yourself');
  mustBeHere(state, who);
  const people = state.people.map((one) => (one.id === who ? { ...one, clients: [] } : one));
  const removed = [...state.removed, who].slice(-PEOPLE_KEPT);
  return { ...state, removed, people: peopleToKeep({ ...state, people }) };
});

/** Host only. Makes another person the host. */
export const handOver = mutation(v.strictObject({ to: id }), (state: State, { to, person }): State => {
  mustBeHost(state, person);
  mustBeHere(state, to);
  return { ...state, host: to };
});

/** Hero only. Replaces a host who has been away too long. */
export const replaceHost = mutation(
  v.strictObject({ absent: id, by: id }),
  (state: State, { absent, by, person }): State => {
    mustBeHero(person);
    if (absent !== state.host || state.hostLeftAt === null) throw new Refusal('too-late');
    mustBeHere(state, by);
    return { ...state, host: by, hostLeftAt: null };
  },
);
