import { HERO, Refusal, type Action, type Facts } from '@button/sync';
import type { Draft } from 'immer';
import type { IntentOf } from './intents.ts';
import { PUSHES_IN_A_ROUND, ROUNDS_KEPT, type State } from './state.ts';

/** Each of these changes a draft of the state, or throws a `Refusal` and changes nothing. */
export const mutations = {
  clickTheButton(state: Draft<State>, action: Action<IntentOf<'clickTheButton'>>, { serverTime }: Facts) {
    if (action.round !== state.round) throw new Refusal('too-late');
    if (state.pushes.some((push) => push.person === action.person)) throw new Refusal('already-pushed');
    findPerson(state, action.person);
    if (state.pushes.length >= PUSHES_IN_A_ROUND) throw new Refusal('round-is-full');

    if (!state.personWhoPushedFirst) state.personWhoPushedFirst = action.person;
    state.pushes.push({ person: action.person, serverTime });
  },

  startNextRound(state: Draft<State>, action: Action<IntentOf<'startNextRound'>>) {
    if (action.round !== state.round) throw new Refusal('too-late');
    if (!state.personWhoPushedFirst) throw new Refusal('nobody-has-pushed-yet');
    findPerson(state, action.person);

    state.earlierRounds = [...state.earlierRounds, { round: state.round, pushes: state.pushes }].slice(-ROUNDS_KEPT);
    state.round += 1;
    state.personWhoPushedFirst = null;
    state.pushes = [];
    letGoOfThoseWhoLeft(state);
  },

  rename(state: Draft<State>, action: Action<IntentOf<'rename'>>) {
    findPerson(state, action.person).name = action.name;
  },

  arrive(state: Draft<State>, action: Action<IntentOf<'arrive'>>) {
    onlyHero(action.person);
    const person = state.people.find(({ id }) => id === action.newcomer);
    if (!person) state.people.push({ id: action.newcomer, name: action.name, clients: [action.client] });
    else if (!person.clients.includes(action.client)) person.clients.push(action.client);
  },

  leave(state: Draft<State>, action: Action<IntentOf<'leave'>>) {
    onlyHero(action.person);
    const person = state.people.find(({ clients }) => clients.includes(action.client));
    if (person) person.clients = person.clients.filter((client) => client !== action.client);
    letGoOfThoseWhoLeft(state);
  },
};

function findPerson(state: Draft<State>, id: string): Draft<State>['people'][number] {
  const person = state.people.find((one) => one.id === id);
  if (!person) throw new Refusal('not-in-the-room');
  return person;
}

function onlyHero(person: string): void {
  if (person !== HERO) throw new Refusal('only-hero-may');
}

/** Who left is kept for as long as the round shows their push. */
function letGoOfThoseWhoLeft(state: Draft<State>): void {
  const pushers = new Set(state.pushes.map(({ person }) => person));
  state.people = state.people.filter(({ id, clients }) => clients.length > 0 || pushers.has(id));
}
