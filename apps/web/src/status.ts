import { nameOf, peopleHere, verdictOn, type State } from '@button/mutations';

/**
 * How sure what the status says is, and of what kind: nothing happened yet, a push that only this page knows of, or
 * Hero's verdict.
 */
export type Tone = 'open' | 'unverified' | 'victory' | 'verdict';

/** What the status region says: one line to be read from afar, one for who comes closer. */
export interface Status {
  readonly tone: Tone;
  readonly headline: string;
  readonly detail: string;
}

/** What this page knows of the room. */
export interface Known {
  readonly state: State;
  readonly officialState: State;
  readonly person: string | null;
  readonly isLinkLost: boolean;
}

/** What to tell a person. The word "won" is Hero's: it is read from the official state and nowhere else. */
export function statusOf(known: Known): Status {
  const { state, officialState } = known;
  if (state.round !== officialState.round)
    return { tone: 'unverified', headline: 'Next round…', detail: 'Asking Hero.' };
  if (officialState.personWhoPushedFirst !== null) return verdict(known, officialState.personWhoPushedFirst);
  if (state.pushes.some((push) => push.person === known.person)) return ownPush(known);
  const [guess] = state.pushes;
  if (guess)
    return { tone: 'unverified', headline: `${nameOf(state, guess.person)} pushed…`, detail: 'Hero has not said yet.' };
  return invitation(known);
}

/** Every page names the winner in the same words; the winner's own says besides that it is you. */
function verdict({ state, officialState, person }: Known, winner: string): Status {
  const headline = `${nameOf(officialState, winner)} won!`;
  if (winner === person) return { tone: 'victory', headline, detail: byHowMuch(officialState) };
  const mine = person === null ? null : verdictOn(officialState, person);
  if (mine) return { tone: 'verdict', headline, detail: `You came ${ordinal(mine.place)}, ${later(mine.behind)}.` };
  const hasPushed = state.pushes.some((push) => push.person === person);
  return {
    tone: 'verdict',
    headline,
    detail: hasPushed ? 'You pushed too. Asking Hero…' : 'You can still push for a place.',
  };
}

function ownPush({ isLinkLost }: Known): Status {
  const detail = isLinkLost
    ? 'It is kept, and goes to Hero when the connection is back.'
    : 'Hero decides who was first.';
  return { tone: 'unverified', headline: isLinkLost ? 'You pushed!' : 'You pushed! Asking Hero…', detail };
}

function invitation({ state }: Known): Status {
  const isAlone = peopleHere(state).length < 2;
  const detail = isAlone ? 'You are alone here: send somebody the link.' : 'With a finger, the mouse, Space or Enter.';
  return { tone: 'open', headline: 'Push first!', detail };
}

function byHowMuch(state: State): string {
  const second = state.pushes[1];
  const verdictOnSecond = second && verdictOn(state, second.person);
  if (!second || !verdictOnSecond) return 'That is you! Nobody else has pushed yet.';
  return `That is you! ${nameOf(state, second.person)} came ${later(verdictOnSecond.behind)}.`;
}

/** How long after the winner. Hero's clock has whole milliseconds. */
export function later(behind: number): string {
  return behind < 1 ? 'less than 1 ms later' : `${behind} ms later`;
}

export function ordinal(place: number): string {
  const lastTwo = place % 100;
  const isTeen = lastTwo >= 11 && lastTwo <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${ending}`;
}
