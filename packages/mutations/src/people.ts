import type { Person, State } from './state.ts';

/** The people with an open page, in the order in which they first came. */
export function peopleHere(state: State): readonly Person[] {
  return state.people.filter(({ clients }) => clients.length > 0);
}

/** A person's name, also of one who left while their push is still shown; "Somebody" if they are not in the state. */
export function nameOf(state: State, person: string): string {
  return state.people.find(({ id }) => id === person)?.name ?? 'Somebody';
}

/** Until the name is official it has no keys, and the person keeps the old ones. */
export function renamed(state: State, person: string, name: string, nameKeys?: readonly string[]): State {
  const rename = (one: Person) => ({ ...one, name, nameKeys: nameKeys ?? one.nameKeys });
  return { ...state, people: state.people.map((one) => (one.id === person ? rename(one) : one)) };
}

/** People who left stay in the state for as long as the round shows their push, which needs their name. */
export function peopleToKeep({ people, pushes, falseStarts }: State): readonly Person[] {
  const pushers = new Set([...pushes, ...falseStarts].map(({ person }) => person));
  return people.filter(({ id, clients }) => clients.length > 0 || pushers.has(id));
}

/**
 * Whether a person has a place: they are here, are the host, or left a short time ago. In a locked room, those count who
 * had left when it was locked, and those whom the host has let in.
 */
export function hasPlace(state: State, person: string): boolean {
  const { host, left, admitted } = state;
  const others = admitted ?? left.map((leaving) => leaving.person);
  return person === host || others.includes(person) || isHere(state, person);
}

export function isHere({ people }: State, person: string): boolean {
  return people.some(({ id, clients }) => id === person && clients.length > 0);
}

/** The clientIds of the pages that are open, by the state. */
export function openClients(state: State): readonly number[] {
  return state.people.flatMap(({ clients }) => clients);
}

/** A page sends each action once per link, so their number is bounded. */
const MAX_LINKED_PAGES = 8;

/**
 * The clientIds of the pages that may link directly to each other: the earliest ones of people who agreed, if the host
 * allows links at all.
 */
export function mayLink({ directLinks, people, agreedToLinks }: State): readonly number[] {
  if (!directLinks) return [];
  const agreed = people.filter(({ id }) => agreedToLinks.includes(id));
  return agreed.flatMap(({ clients }) => clients).slice(0, MAX_LINKED_PAGES);
}
