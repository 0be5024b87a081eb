import { HERO, Refusal, type Action, type Facts } from '@button/sync';
import type { IntentOf } from './intents.ts';
import { PUSHES_IN_A_ROUND, ROUNDS_KEPT, type Person, type Push, type State } from './state.ts';

/** Each of these returns the state after the action, or throws a `Refusal` and changes nothing. */
export const mutations = {
  clickTheButton(state: State, { round, person }: Action<IntentOf<'clickTheButton'>>, { serverTime }: Facts): State {
    if (round !== state.round) throw new Refusal('too-late');
    if (state.pushes.some((push) => push.person === person)) throw new Refusal('already-pushed');
    mustBeHere(state, person);
    if (state.pushes.length >= PUSHES_IN_A_ROUND) throw new Refusal('round-is-full');

    return {
      ...state,
      personWhoPushedFirst: state.personWhoPushedFirst ?? person,
      pushes: [...state.pushes, { person, serverTime }],
    };
  },

  startNextRound(state: State, { round, person }: Action<IntentOf<'startNextRound'>>): State {
    if (round !== state.round) throw new Refusal('too-late');
    if (!state.personWhoPushedFirst) throw new Refusal('nobody-has-pushed-yet');
    mustBeHere(state, person);

    return {
      ...state,
      round: round + 1,
      personWhoPushedFirst: null,
      pushes: [],
      people: whoStays(state.people, []),
      earlierRounds: [...state.earlierRounds, { round, pushes: state.pushes }].slice(-ROUNDS_KEPT),
    };
  },

  rename(state: State, { name, person }: Action<IntentOf<'rename'>>): State {
    mustBeHere(state, person);
    return { ...state, people: state.people.map((one) => (one.id === person ? { ...one, name } : one)) };
  },

  allowDirectLinks(state: State, { allowed, person }: Action<IntentOf<'allowDirectLinks'>>): State {
    if (person !== state.startedBy) throw new Refusal('only-who-started-the-room-may');
    return { ...state, directLinks: allowed };
  },

  arrive(state: State, { client, newcomer, name, person }: Action<IntentOf<'arrive'>>): State {
    onlyHero(person);
    if (!state.people.some(({ id }) => id === newcomer)) {
      const people = [...state.people, { id: newcomer, name, clients: [client] }];
      return { ...state, people, startedBy: state.startedBy ?? newcomer };
    }
    const isNew = ({ id, clients }: Person) => id === newcomer && !clients.includes(client);
    const withClient = (one: Person) => (isNew(one) ? { ...one, clients: [...one.clients, client] } : one);
    return { ...state, people: state.people.map(withClient) };
  },

  leave(state: State, { client, person }: Action<IntentOf<'leave'>>): State {
    onlyHero(person);
    const without = (one: Person) => ({ ...one, clients: one.clients.filter((other) => other !== client) });
    const people = state.people.map((one) => (one.clients.includes(client) ? without(one) : one));
    return { ...state, people: whoStays(people, state.pushes) };
  },
};

function mustBeHere({ people }: State, person: string): void {
  if (!people.some(({ id }) => id === person)) throw new Refusal('not-in-the-room');
}

function onlyHero(person: string): void {
  if (person !== HERO) throw new Refusal('only-hero-may');
}

/** Who left is kept for as long as the round shows their push. */
function whoStays(people: readonly Person[], pushes: readonly Push[]): readonly Person[] {
  const pushers = new Set(pushes.map(({ person }) => person));
  return people.filter(({ id, clients }) => clients.length > 0 || pushers.has(id));
}
