import { defineRules, type IntentOf } from '@button/sync';
import * as hosting from './mutations/hosting.ts';
import * as presence from './mutations/presence.ts';
import * as pushing from './mutations/pushing.ts';
import * as quiz from './mutations/quiz.ts';
import * as rounds from './mutations/rounds.ts';
import { initialState, stateSchema } from './state.ts';

/** The game, as the engine takes it: all that the modules of mutations export. */
export const rules = defineRules({
  version: 1,
  initialState,
  stateSchema,
  mutations: { ...pushing, ...rounds, ...quiz, ...hosting, ...presence },
});

/** Everything that people, and Hero, can want in this game. */
export type GameIntent = IntentOf<typeof rules>;
