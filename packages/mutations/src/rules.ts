import { defineRules, type IntentOf } from '@button/sync';
import * as mutations from './mutations/index.ts';
import { initialState, stateSchema } from './state.ts';

/**
 * The game's rules, as the engine takes them.
 * @example
 * const action = { type: 'takeName', name: 'Bob', person: 'bob' } as const;
 * const { state, refusal } = rules.mutate(rules.initialState, action, facts);
 */
export const rules = defineRules({ version: 2, initialState, stateSchema, mutations });

/** Every intent of this game: those that people have, and those that only Hero emits. */
export type GameIntent = IntentOf<typeof rules>;
