/** The method: clients emit actions, Hero puts them in order, everyone runs the same mutations and shares one state. */
export * from './action.ts';
export { Client } from './client.ts';
export { Hero, type Connection, type HeroSetting } from './hero.ts';
export type * from './house.ts';
export type * from './log.ts';
export type * from './messages.ts';
export * from './mutate.ts';
export * from './record.ts';
export type { Settled } from './unverified.ts';
