/** The method: clients emit actions, Hero puts them in order, everyone runs the same mutations and shares one state. */
export {
  HERO,
  type Action,
  type ActionId,
  type Facts,
  type Intent,
  type OfficialFacts,
  type UnverifiedAction,
} from './action.ts';
export { Client } from './client.ts';
export { Hero, type Connection, type HeroSetting } from './hero.ts';
export type { House, Line, Refused, Seat } from './house.ts';
export type { Appended, Arrival, Log } from './log.ts';
export type {
  CatchUp,
  Enter,
  Entered,
  MessageToClient,
  MessageToHero,
  Position,
  Returning,
  Welcome,
} from './messages.ts';
export { checkIntent, mutate, Refusal, type Checked, type Judgement, type Mutation, type Rules } from './mutate.ts';
export {
  follow,
  lastSeqOf,
  moveOn,
  sequence,
  type Entry,
  type KeptOut,
  type LastSeqs,
  type Recorded,
  type Snapshot,
} from './record.ts';
export type { Settled } from './unverified.ts';
