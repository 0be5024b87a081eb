import type { GameIntent, GameName, State } from '@button/mutations';
import { rules } from '@button/mutations';
import { HERO, type SeededFacts } from '@button/sync';

/** The seed of every action here, and so the word of every light. */
export const SEED = 7;
export const facts = { serverSeq: 1, serverTime: 1000, seed: SEED } satisfies SeededFacts;

const pages = new Map<string, number>();

/** The clientId of the page that a test calls by this name, such as its person's. */
export function pageOf(name: string): number {
  const clientId = pages.get(name) ?? pages.size + 2;
  pages.set(name, clientId);
  return clientId;
}

/** An intent with the person who has it. */
export type Act = GameIntent & { readonly person: string };

/** Runs these actions ten milliseconds apart; returns the state in the end and the refusal, or null, of each. */
export function play(...acts: readonly Act[]): { state: State; refusals: (string | null)[] } {
  const refusals: (string | null)[] = [];
  const state = acts.reduce((before, act, index) => {
    const after = rules.mutate(before, act, { ...facts, serverTime: 1000 + index * 10 });
    refusals.push(after.refusal);
    return after.state;
  }, rules.initialState);
  return { state, refusals };
}

/** The refusal of the last of these actions; null if it was not refused. */
export function lastRefusal(...acts: readonly Act[]): string | null | undefined {
  return play(...acts).refusals.at(-1);
}

export const enter = (person: string, client = pageOf(person)): Act => ({
  type: 'enter',
  person: HERO,
  client,
  newcomer: person,
  ...named(person),
});
export const leave = (client: number): Act => ({ type: 'leave', person: HERO, client });
export const push = (person: string, round = 1, word?: number): Act => ({
  type: 'push',
  person,
  round,
  ...(word !== undefined && { word }),
});
export const openRound = (person: string, round: number): Act => ({ type: 'openRound', person, round });
export const startNextRound = (person: string, round = 1): Act => ({ type: 'startNextRound', person, round });
export const light = (round: number): Act => ({ type: 'lightTheButton', person: HERO, round });
export const takeName = (person: string, name: string): Act => ({ type: 'takeName', person, ...named(name) });

/** A name as Hero records it. Here, names are twins in any letter case. */
export function named(name: string) {
  return { name, nameKeys: [name.toLowerCase()] };
}

/** Bob is the host in every test in which he comes first. */
export const choose = (game: GameName, person = 'Bob'): Act => ({
  type: 'chooseGame',
  person,
  game,
});
export const judge = (who: string, isRight: boolean, round = 2, person = 'Bob'): Act => ({
  type: 'judge',
  person,
  round,
  who,
  isRight,
});
export const allowDirectLinks = (person: string, allowed: boolean): Act => ({
  type: 'allowDirectLinks',
  person,
  allowed,
});
export const agreeToLinks = (person: string, agreed: boolean): Act => ({ type: 'agreeToLinks', person, agreed });
