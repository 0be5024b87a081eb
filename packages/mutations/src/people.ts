import type { Person, State } from './state.ts';

/** Who is here now, in the order in which they came. */
export function peopleHere(state: State): readonly Person[] {
  return state.people.filter(({ clients }) => clients.length > 0);
}

/** What to call a person; also one who left, while their push is shown. */
export function nameOf(state: State, person: string): string {
  return state.people.find(({ id }) => id === person)?.name ?? 'Somebody';
}

/** The state with another name for a person. */
export function renamed(state: State, person: string, name: string): State {
  return { ...state, people: state.people.map((one) => (one.id === person ? { ...one, name } : one)) };
}

/** People who left are kept for as long as the round shows their push. */
export function withoutThoseWhoLeft({ people, pushes, falseStarts }: State): readonly Person[] {
  const pushers = new Set([...pushes, ...falseStarts].map(({ person }) => person));
  return people.filter(({ id, clients }) => clients.length > 0 || pushers.has(id));
}

/** The pages that the state believes to be open. */
export function openClients(state: State): readonly string[] {
  return state.people.flatMap(({ clients }) => clients);
}

/** A page is linked to this many others at most: with more, each action would be sent too often. */
const LINKED = 8;

/** The pages that may link directly to each other: the first ones, where it is allowed. */
export function mayLink(state: State): readonly string[] {
  return state.directLinks ? openClients(state).slice(0, LINKED) : [];
}
