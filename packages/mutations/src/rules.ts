import type { Mutation, Rules } from '@button/sync';
import * as v from 'valibot';
import { intents, retired, type GameIntent } from './intents.ts';
import { migrations } from './migrations.ts';
import * as hosting from './mutations/hosting.ts';
import * as people from './mutations/people.ts';
import * as pushing from './mutations/pushing.ts';
import * as quiz from './mutations/quiz.ts';
import * as rounds from './mutations/rounds.ts';
import { initialState, stateSchema, type State } from './state.ts';

type Table = { [Type in GameIntent['type']]: Mutation<State, Extract<GameIntent, { type: Type }>> };

/** The game, as the engine takes it. Each mutation gives the state after the action, or throws a `Refusal`. */
export const rules: Rules<State, GameIntent> = {
  version: 4,
  initialState,
  stateSchema,
  migrations,
  mutations: {
    clickTheButton: { schema: intents.clickTheButton, mutate: pushing.clickTheButton },
    lightTheButton: { schema: intents.lightTheButton, mutate: pushing.lightTheButton },

    openRound: { schema: intents.openRound, mutate: rounds.openRound },
    startNextRound: { schema: intents.startNextRound, mutate: rounds.startNextRound },
    chooseGame: { schema: intents.chooseGame, mutate: rounds.chooseGame },

    judge: { schema: intents.judge, mutate: quiz.judge },
    takeBackJudgement: { schema: intents.takeBackJudgement, mutate: quiz.takeBackJudgement },

    keepRoundsToHost: { schema: intents.keepRoundsToHost, mutate: hosting.keepRoundsToHost },
    lockRoom: { schema: intents.lockRoom, mutate: hosting.lockRoom },
    closeRoom: { schema: intents.closeRoom, mutate: hosting.closeRoom },
    renamePerson: { schema: intents.renamePerson, mutate: hosting.renamePerson },
    removePerson: { schema: intents.removePerson, mutate: hosting.removePerson },
    handOver: { schema: intents.handOver, mutate: hosting.handOver },
    replaceHost: { schema: intents.replaceHost, mutate: hosting.replaceHost },
    allowDirectLinks: { schema: intents.allowDirectLinks, mutate: hosting.allowDirectLinks },

    enter: { schema: intents.enter, mutate: people.enter },
    leave: { schema: intents.leave, mutate: people.leave },
    takeName: { schema: intents.takeName, mutate: people.takeName },

    arrive: { schema: ofOlderRecords(retired.arrive), mutate: people.arrive },
    rename: { schema: ofOlderRecords(retired.rename), mutate: people.rename },
  } satisfies Table,
};

/** Nothing that comes from outside passes: only the record still has it. */
function ofOlderRecords<I>(schema: v.GenericSchema<unknown, I>): v.GenericSchema<unknown, I> {
  return v.pipe(
    schema,
    v.check(() => false),
  );
}
