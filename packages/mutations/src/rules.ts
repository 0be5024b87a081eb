import type { Mutation, Rules } from '@button/sync';
import { intents, type GameIntent } from './intents.ts';
import { mutations } from './mutations.ts';
import { initialState, migrations, stateSchema, type State } from './state.ts';

/** The game, as the engine takes it. */
export const rules: Rules<State, GameIntent> = {
  version: 3,
  initialState,
  stateSchema,
  migrations,
  mutations: {
    clickTheButton: { schema: intents.clickTheButton, mutate: mutations.clickTheButton },
    startNextRound: { schema: intents.startNextRound, mutate: mutations.startNextRound },
    rename: { schema: intents.rename, mutate: mutations.rename },
    allowDirectLinks: { schema: intents.allowDirectLinks, mutate: mutations.allowDirectLinks },
    arrive: { schema: intents.arrive, mutate: mutations.arrive },
    leave: { schema: intents.leave, mutate: mutations.leave },
  } satisfies { [Type in GameIntent['type']]: Mutation<State, Extract<GameIntent, { type: Type }>> },
};
