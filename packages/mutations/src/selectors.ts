import type { Person, State } from './state.ts';

/** The verdict on a person's push in this round; null when Hero has none. Ask it of the official state. */
export interface Verdict {
  /** 1 for the winner. */
  readonly place: number;
  /** Milliseconds after the winner's push, as both reached Hero; 0 for the winner. */
  readonly behind: number;
}

/** Where a person came in this round. */
export function verdictOn(state: State, person: string): Verdict | null {
  const index = state.pushes.findIndex((push) => push.person === person);
  const push = state.pushes[index];
  const first = state.pushes[0];
  return push && first ? { place: index + 1, behind: push.serverTime - first.serverTime } : null;
}

/** How many rounds a person has won, of those that are kept and the one at hand. Ask it of the official state. */
export function winsOf({ earlierRounds, pushes }: State, person: string): number {
  return [...earlierRounds, { pushes }].filter(({ pushes: [first] }) => first?.person === person).length;
}

/** Who is here now, in the order in which they came. */
export function peopleHere(state: State): readonly Person[] {
  return state.people.filter(({ clients }) => clients.length > 0);
}

/** What to call a person; also one who left, while their push is shown. */
export function nameOf(state: State, person: string): string {
  return state.people.find(({ id }) => id === person)?.name ?? 'Somebody';
}

/** A page is linked to so many others at most: with more, each action would be sent too often. */
const LINKED = 8;

/** The pages that may link directly to each other: the first ones, where it is allowed. */
export function mayLink(state: State): readonly string[] {
  return state.directLinks ? openClients(state).slice(0, LINKED) : [];
}

/** The pages that the state believes to be open. */
export function openClients(state: State): readonly string[] {
  return state.people.flatMap(({ clients }) => clients);
}
