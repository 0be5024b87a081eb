import { defineRules, type IntentOf } from '@button/sync';
import * as mutations from './mutations/index.ts';
import { initialState, stateSchema } from './state.ts';

/** The game, as the engine takes it. */
export const rules = defineRules({ version: 1, initialState, stateSchema, mutations });

/** Everything that people, and Hero, can want in this game. */
export type GameIntent = IntentOf<typeof rules>;
