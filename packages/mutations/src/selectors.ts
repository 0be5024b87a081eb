import type { Person, Push, State } from './state.ts';

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

/** Who won this round, a person's id; in the quiz, whose answer was right. Ask it of the official state. */
export function winnerOf({ game, personWhoPushedFirst, judgements }: State): string | null {
  if (game !== 'quiz') return personWhoPushedFirst;
  return judgements.find(({ isRight }) => isRight)?.person ?? null;
}

/** In the quiz: who gets to answer now. Null while nobody does. */
export function answering(state: State): string | null {
  if (state.game !== 'quiz' || winnerOf(state) !== null) return null;
  const hasTried = ({ person }: Push) => state.judgements.some((one) => one.person === person);
  return state.pushes.find((push) => !hasTried(push))?.person ?? null;
}

/** Has the round what it was for: a winner, or nobody left who could be one? */
export function isOver(state: State): boolean {
  return winnerOf(state) !== null || (state.game === 'reflex' && everybodySitsOut(state));
}

function everybodySitsOut(state: State): boolean {
  const here = peopleHere(state);
  return here.length > 0 && here.every(({ id }) => state.falseStarts.some(({ person }) => person === id));
}

/** Whether a person who is here starts rounds, or only the host does. */
export function mayStartRounds({ game, host, onlyHostStarts }: State, person: string): boolean {
  return person === host || (game !== 'quiz' && !onlyHostStarts);
}

/** Whether a person asks the questions: the host does, in the quiz. */
export function asksQuestions({ game, host }: State, person: string): boolean {
  return game === 'quiz' && person === host;
}

/** How many rounds a person has won, with the one at hand. Ask it of the official state. */
export function winsOf(state: State, person: string): number {
  const before = state.points.find((score) => score.person === person)?.points ?? 0;
  return before + (winnerOf(state) === person ? 1 : 0);
}

/** Who is here now, in the order in which they came. */
export function peopleHere(state: State): readonly Person[] {
  return state.people.filter(({ clients }) => clients.length > 0);
}

/** What to call a person; also one who left, while their push is shown. */
export function nameOf(state: State, person: string): string {
  return state.people.find(({ id }) => id === person)?.name ?? 'Somebody';
}

/** A page is linked to so many others at most: with more, each action would be sent too often. */
const LINKED = 8;

/** The pages that may link directly to each other: the first ones, where it is allowed. */
export function mayLink(state: State): readonly string[] {
  return state.directLinks ? openClients(state).slice(0, LINKED) : [];
}

/** The pages that the state believes to be open. */
export function openClients(state: State): readonly string[] {
  return state.people.flatMap(({ clients }) => clients);
}
