import { modeOf } from './modes/index.ts';
import { MAX_ROUND_TRIP } from './payload.ts';
import type { State } from './state.ts';

/**
 * The push of a person who sees this state: for its round, and with the word of its light.
 * @param measured the page's round trip to Hero in milliseconds; null when it is not known yet
 * @example
 * await link.emit(pushFor(state, link.view.roundTrip));
 */
export function pushFor({ round, button }: State, measured: number | null) {
  const word = button.is === 'lit' ? button.word : null;
  const roundTrip = measured === null ? null : Math.min(measured, MAX_ROUND_TRIP);
  const known = { ...(word !== null && { word }), ...(roundTrip !== null && { roundTrip }) };
  return { type: 'push', round, ...known } as const;
}

/** How a person's push in this round did. */
export interface Verdict {
  /** 1 for the first. */
  readonly place: number;
  /** Milliseconds after the first push, as both reached Hero; 0 for the first. */
  readonly behind: number;
}

/**
 * The verdict on a person's push in this round; null while there is none. Read it from the official state.
 * @example
 * const verdict = verdictOn(officialState, person);
 * if (verdict) show(`number ${verdict.place}, ${verdict.behind} ms behind`);
 */
export function verdictOn(state: State, person: string): Verdict | null {
  const index = state.pushes.findIndex((push) => push.person === person);
  const push = state.pushes[index];
  const first = state.pushes[0];
  return push && first ? { place: index + 1, behind: push.serverTime - first.serverTime } : null;
}

/** Whether a person has used up their one push of this round, be it for a false start. */
export function hasPushed({ pushes, falseStarts }: State, person: string): boolean {
  return [...pushes, ...falseStarts].some((push) => push.person === person);
}

/** The id of the person who won this round, or null. Read it from the official state. */
export function winnerOf(state: State): string | null {
  return modeOf(state).winner(state);
}

/** In a game with questions, the id of the person whose turn it is to answer; null while it is no one's turn. */
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

/** Whether this person may start rounds, provided that they are here. */
export function mayStartRounds(state: State, person: string): boolean {
  return person === state.host || (mayShareRounds(state) && !state.onlyHostStarts);
}

/** Whether the game lets the host share the starting of rounds with everybody. */
export function mayShareRounds(state: State): boolean {
  return modeOf(state).startedBy === 'everybody';
}

/** Whether this is a game with questions, in which a push means: I know the answer. */
export function hasQuestions(state: State): boolean {
  return modeOf(state).asking(state) !== null;
}

/** Whether this person asks the questions. */
export function asksQuestions(state: State, person: string): boolean {
  return modeOf(state).asking(state) === person;
}

/** How many rounds a person has won, the current one included. Read it from the official state. */
export function winsOf(state: State, person: string): number {
  const before = state.points.find((score) => score.person === person)?.points ?? 0;
  return before + (winnerOf(state) === person ? 1 : 0);
}
