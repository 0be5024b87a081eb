/** The method, as a page and an app see it: emit actions, run the same mutations in the same order, share one state. */
export { HERO, type Action, type Facts, type Intent, type SeededFacts, type UnverifiedAction } from './action.ts';
export type { Alarm } from './alarm.ts';
export { Client, type ClientOptions, type RecordObserver, type Resumption, type Settled } from './client.ts';
export type { Replica } from './client/replica.ts';
export type { Outbox, Peer } from './messages.ts';
export { defineRules, mutation, Refusal, seededMutation, type IntentOf, type Mutation, type Rules } from './rules.ts';
