import { Refusal, type Action } from '@button/sync';
import type { IntentOf } from '../intents.ts';
import { PERSONS_KEPT, type State } from '../state.ts';
import { mustBeFree, mustBeHere, mustBeHero, mustBeHost } from './guards.ts';
import { called, withoutThoseWhoLeft } from './people.ts';

export function keepRoundsToHost(state: State, { isKept, person }: Action<IntentOf<'keepRoundsToHost'>>): State {
  mustBeHost(state, person);
  return { ...state, onlyHostStarts: isKept };
}

export function lockRoom(state: State, { isLocked, person }: Action<IntentOf<'lockRoom'>>): State {
  mustBeHost(state, person);
  return { ...state, isLocked };
}

export function closeRoom(state: State, { person }: Action<IntentOf<'closeRoom'>>): State {
  mustBeHost(state, person);
  return { ...state, isClosed: true };
}

export function allowDirectLinks(state: State, { allowed, person }: Action<IntentOf<'allowDirectLinks'>>): State {
  mustBeHost(state, person);
  return { ...state, directLinks: allowed };
}

export function renamePerson(state: State, { who, name, person }: Action<IntentOf<'renamePerson'>>): State {
  mustBeHost(state, person);
  mustBeHere(state, who);
  mustBeFree(state, name, who);
  return called(state, who, name);
}

export function removePerson(state: State, { who, person }: Action<IntentOf<'removePerson'>>): State {
  mustBeHost(state, person);
  if (who === person) throw new Refusal('not-yourself');
  mustBeHere(state, who);
  const people = state.people.map((one) => (one.id === who ? { ...one, clients: [] } : one));
  const removed = [...state.removed, who].slice(-PERSONS_KEPT);
  return { ...state, removed, people: withoutThoseWhoLeft({ ...state, people }) };
}

export function handOver(state: State, { to, person }: Action<IntentOf<'handOver'>>): State {
  mustBeHost(state, person);
  mustBeHere(state, to);
  return { ...state, host: to };
}

export function replaceHost(state: State, { absent, by, person }: Action<IntentOf<'replaceHost'>>): State {
  mustBeHero(person);
  if (absent !== state.host || state.hostLeftAt === null) throw new Refusal('too-late');
  mustBeHere(state, by);
  return { ...state, host: by, hostLeftAt: null };
}
