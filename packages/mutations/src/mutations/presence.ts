import { mutation } from '@button/sync';
import * as v from 'valibot';
import { mustBeFree, mustBeHere, mustBeHero, mustBeWelcome } from '../guards.ts';
import { clientId, id, name, nameKeys } from '../payload.ts';
import { renamed, peopleToKeep } from '../people.ts';
import { PEOPLE_KEPT, type Person, type State } from '../state.ts';

/**
 * Hero only. Lists a page that opened or came back, with its person, who may be new. The first person becomes the host.
 * Hero chose a free name, but another person may have got it first in the record: then this is refused.
 */
export const enter = mutation(
  v.strictObject({ client: clientId, newcomer: id, name, nameKeys }),
  (state: State, { client, newcomer, name, nameKeys, person }): State => {
    mustBeHero(person);
    mustBeWelcome(state, newcomer);
    const known = state.people.find(({ id }) => id === newcomer);
    if (!known) mustBeFree(state, newcomer, nameKeys);
    const host = state.host ?? newcomer;
    return {
      ...state,
      host,
      hostLeftAt: newcomer === host ? null : state.hostLeftAt,
      people: known
        ? state.people.map((one) => (one === known ? withClient(known, client) : one))
        : [...state.people, { id: newcomer, name, nameKeys: nameKeys ?? [], clients: [client] }],
    };
  },
);

/** Hero only. Takes a page off the list. */
export const leave = mutation(
  v.strictObject({ client: clientId }),
  (state: State, { client, person }, { serverTime }): State => {
    mustBeHero(person);
    const withoutClient = (one: Person) => ({ ...one, clients: one.clients.filter((other) => other !== client) });
    const people = state.people.map((one) => (one.clients.includes(client) ? withoutClient(one) : one));
    const hostIsHere = people.some(({ id, clients }) => id === state.host && clients.length > 0);
    const hostLeftAt = hostIsHere || state.host === null ? null : (state.hostLeftAt ?? serverTime);
    return {
      ...state,
      hostLeftAt,
      left: leftAfter(state, client, serverTime),
      people: peopleToKeep({ ...state, people }),
    };
  },
);

export const takeName = mutation(
  v.strictObject({ name, nameKeys }),
  (state: State, { name, nameKeys, person }): State => {
    mustBeHere(state, person);
    mustBeFree(state, person, nameKeys);
    return renamed(state, person, name, nameKeys);
  },
);

function withClient(person: Person, client: number): Person {
  return person.clients.includes(client) ? person : { ...person, clients: [...person.clients, client] };
}

/** If this was their last page, its person has left. */
function leftAfter({ people, left }: State, client: number, serverTime: number): State['left'] {
  const leaving = people.find(({ clients }) => clients.length === 1 && clients[0] === client);
  if (!leaving) return left;
  const others = left.filter(({ person }) => person !== leaving.id);
  return [...others, { person: leaving.id, serverTime }].slice(-PEOPLE_KEPT);
}
