import type { Action, Facts, Intent, Mutation, Rules } from '@button/sync';
import { produce, type Draft } from 'immer';
import type * as v from 'valibot';
import { intents, type GameIntent } from './intents.ts';
import { mutations } from './mutations.ts';
import { initialState, migrations, stateSchema, type State } from './state.ts';

type Recipe<I extends Intent> = (draft: Draft<State>, action: Action<I>, facts: Facts) => void;

/** A mutation whose recipe may write to a draft; immer keeps the state itself untouched, and frozen. */
function mutation<I extends Intent>(schema: v.GenericSchema<unknown, I>, recipe: Recipe<I>): Mutation<State, I> {
  return {
    schema,
    mutate: (state, action, facts) => produce(state, (draft) => recipe(draft, action, facts)),
  };
}

/** The game, as the engine takes it. */
export const rules: Rules<State, GameIntent> = {
  version: 2,
  initialState,
  stateSchema,
  migrations,
  mutations: {
    clickTheButton: mutation(intents.clickTheButton, mutations.clickTheButton),
    startNextRound: mutation(intents.startNextRound, mutations.startNextRound),
    rename: mutation(intents.rename, mutations.rename),
    arrive: mutation(intents.arrive, mutations.arrive),
    leave: mutation(intents.leave, mutations.leave),
  } satisfies { [Type in GameIntent['type']]: Mutation<State, Extract<GameIntent, { type: Type }>> },
};
