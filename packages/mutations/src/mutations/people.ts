import { Refusal, type Action, type Facts } from '@button/sync';
import type { IntentOf } from '../intents.ts';
import type { Person, State } from '../state.ts';
import { mustBeFree, mustBeHere, mustBeHero } from './guards.ts';

/** Hero has chosen a name that was free: whoever is earlier in the record has it. */
export function enter(state: State, action: Action<IntentOf<'enter'>>): State {
  mustBeHero(action.person);
  if (state.isClosed) throw new Refusal('room-closed');
  if (state.removed.includes(action.newcomer)) throw new Refusal('removed');
  const isKnown = state.people.some(({ id }) => id === action.newcomer);
  if (!isKnown) mustBeFree(state, action.name, action.newcomer);
  return withClient(state, action);
}

/** As `enter` was until version 3: two could have one name. */
export function arrive(state: State, action: Action<IntentOf<'arrive'>>): State {
  mustBeHero(action.person);
  return withClient(state, action);
}

export function leave(state: State, { client, person }: Action<IntentOf<'leave'>>, { serverTime }: Facts): State {
  mustBeHero(person);
  const without = (one: Person) => ({ ...one, clients: one.clients.filter((other) => other !== client) });
  const people = state.people.map((one) => (one.clients.includes(client) ? without(one) : one));
  const hostIsHere = people.some(({ id, clients }) => id === state.host && clients.length > 0);
  const hostLeftAt = hostIsHere || state.host === null ? null : (state.hostLeftAt ?? serverTime);
  return { ...state, hostLeftAt, people: withoutThoseWhoLeft({ ...state, people }) };
}

export function takeName(state: State, { name, person }: Action<IntentOf<'takeName'>>): State {
  mustBeHere(state, person);
  mustBeFree(state, name, person);
  return called(state, person, name);
}

/** As `takeName` was until version 3: two could have one name. */
export function rename(state: State, { name, person }: Action<IntentOf<'rename'>>): State {
  if (!state.people.some(({ id }) => id === person)) throw new Refusal('not-in-the-room');
  return called(state, person, name);
}

export function called(state: State, person: string, name: string): State {
  return { ...state, people: state.people.map((one) => (one.id === person ? { ...one, name } : one)) };
}

/** Who left is kept for as long as the round shows their push. */
export function withoutThoseWhoLeft({ people, pushes, falseStarts }: State): readonly Person[] {
  const pushers = new Set([...pushes, ...falseStarts].map(({ person }) => person));
  return people.filter(({ id, clients }) => clients.length > 0 || pushers.has(id));
}

/** One more page of somebody who may be new. Whoever comes first is the host, and one who was away is back. */
function withClient(state: State, { client, newcomer, name }: Action<IntentOf<'enter' | 'arrive'>>): State {
  const host = state.host ?? newcomer;
  const before = { ...state, host, hostLeftAt: newcomer === host ? null : state.hostLeftAt };
  if (!state.people.some(({ id }) => id === newcomer))
    return { ...before, people: [...state.people, { id: newcomer, name, clients: [client] }] };
  const isNew = ({ id, clients }: Person) => id === newcomer && !clients.includes(client);
  const join = (one: Person) => (isNew(one) ? { ...one, clients: [...one.clients, client] } : one);
  return { ...before, people: state.people.map(join) };
}
