/** The method: clients emit actions, Hero puts them in order, everyone runs the same mutations and shares one state. */
export * from './action.ts';
export { Client } from './client.ts';
export type { Connection } from './connection.ts';
export type { HandOver } from './hand-over.ts';
export type { History, Seen } from './history.ts';
export type { HeroSetting } from './hero-setting.ts';
export { Hero } from './hero.ts';
export type * from './house.ts';
export type * from './log.ts';
export * from './messages.ts';
export * from './mutate.ts';
export * from './record.ts';
export type { Settled } from './unverified.ts';
export { TokenBucket, type Rate } from './token-bucket.ts';
export * from './upgrade.ts';
