import { modeOf } from './modes/index.ts';
import type { State } from './state.ts';

/** The verdict on a person's push in this round; null when Hero has none. Ask it of the official state. */
export interface Verdict {
  /** 1 for the first. */
  readonly place: number;
  /** Milliseconds after the first push, as both reached Hero; 0 for the first. */
  readonly behind: number;
}

/** Where a person came in this round. */
export function verdictOn(state: State, person: string): Verdict | null {
  const index = state.pushes.findIndex((push) => push.person === person);
  const push = state.pushes[index];
  const first = state.pushes[0];
  return push && first ? { place: index + 1, behind: push.serverTime - first.serverTime } : null;
}

/** Whether a person has pushed in this round, be it too early: nobody pushes twice. */
export function hasPushed({ pushes, falseStarts }: State, person: string): boolean {
  return [...pushes, ...falseStarts].some((push) => push.person === person);
}

/** The person who won this round. Ask it of the official state. */
export function winnerOf(state: State): string | null {
  return modeOf(state).winner(state);
}

/** The person who gets to answer now, in a game with questions. Null while nobody does. */
export function answering(state: State): string | null {
  return modeOf(state).answering(state);
}

/** Whether the round is over: somebody won, or nobody can any more. */
export function isOver(state: State): boolean {
  return modeOf(state).isOver(state);
}

/** Whether the next round may be started before this one is over. */
export function mayEndEarly(state: State): boolean {
  return modeOf(state).mayEndEarly;
}

/** Whether a person who is here starts rounds, or only the host does. */
export function mayStartRounds(state: State, person: string): boolean {
  return person === state.host || (mayShareRounds(state) && !state.onlyHostStarts);
}

/** Whether the game leaves it to the host who starts rounds. */
export function mayShareRounds(state: State): boolean {
  return modeOf(state).startedBy === 'everybody';
}

/** Whether a push is for those who know an answer. */
export function hasQuestions(state: State): boolean {
  return modeOf(state).asking(state) !== null;
}

/** Whether it is this person who asks the questions. */
export function asksQuestions(state: State, person: string): boolean {
  return modeOf(state).asking(state) === person;
}

/** How many rounds a person has won, with the one at hand. Ask it of the official state. */
export function winsOf(state: State, person: string): number {
  const before = state.points.find((score) => score.person === person)?.points ?? 0;
  return before + (winnerOf(state) === person ? 1 : 0);
}
