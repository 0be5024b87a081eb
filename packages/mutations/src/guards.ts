import { HERO, Refusal } from '@button/sync';
import { entryRefusal } from './entry.ts';
import { isHere } from './people.ts';
import type { Person, State } from './state.ts';

/** Each guard throws the refusal that the person gets, or does nothing. Permission is decided here and nowhere else. */

export function mustBeHere(state: State, person: string): void {
  if (!isHere(state, person)) throw new Refusal('not-in-the-room');
}

export function mustBeHost(state: State, person: string): void {
  if (person !== state.host) throw new Refusal('only-the-host-may');
}

export function mustBeHero(person: string): void {
  if (person !== HERO) throw new Refusal('only-hero-may');
}

export function mustBeWelcome(state: State, person: string): void {
  const refusal = entryRefusal(state, { person, hasWatchKey: false });
  if (refusal !== null) throw new Refusal(refusal);
}

/** An intent belongs to the round that it was meant for. */
export function mustBeNow(state: State, round: number): void {
  if (round !== state.round) throw new Refusal('too-late');
}

/** No two names in a room look alike. Without its keys, which Hero adds, a name is compared with none. */
export function mustBeFree({ people }: State, exceptFor: string, nameKeys: readonly string[] = []): void {
  const isTwin = (one: Person) => one.id !== exceptFor && one.nameKeys.some((key) => nameKeys.includes(key));
  if (people.some(isTwin)) throw new Refusal('name-is-taken');
}
