import { answering, isOver, nameOf, peopleHere, verdictOn, winnerOf, type State } from '@button/mutations';
import { games } from './games.ts';

/**
 * How sure what the status says is, and of what kind: nothing happened yet, a push that Hero has not told of, or Hero's
 * verdict: that it is you, that somebody else was earlier than you, or that it is somebody else.
 */
export type Tone = 'open' | 'unverified' | 'victory' | 'corrected' | 'verdict';

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
  const { state, officialState, person } = known;
  if (state.round !== officialState.round)
    return { tone: 'unverified', headline: 'Next round…', detail: 'Asking Hero.' };
  const winner = winnerOf(officialState);
  if (winner !== null) return verdict(known, winner);
  if (isOver(officialState)) return { tone: 'verdict', headline: 'Nobody won', detail: 'Everybody was too early.' };
  if (state.button.is === 'dark') return beforeTheRound(known);
  if (state.falseStarts.some((push) => push.person === person))
    return { tone: 'corrected', headline: 'Too early!', detail: 'You sit this round out.' };
  const answers = answering(officialState);
  if (answers !== null) return answer(known, answers);
  if (state.judgements.some((judgement) => judgement.person === person))
    return { tone: 'corrected', headline: 'Not right', detail: 'It is open for those who have not tried.' };
  if (state.pushes.some((push) => push.person === person)) return ownPush(known);
  const [guess] = state.pushes.slice(officialState.pushes.length);
  if (guess)
    return { tone: 'unverified', headline: `${nameOf(state, guess.person)} pushed…`, detail: 'Hero has not said yet.' };
  return invitation(known);
}

function beforeTheRound({ state }: Known): Status {
  const { title, rule } = games[state.game];
  return { tone: 'open', headline: title, detail: rule };
}

/** In the quiz: one gets to answer, the others stand in line or may still push. */
function answer({ state, officialState, person }: Known, who: string): Status {
  if (who === person) return { tone: 'victory', headline: 'You answer!', detail: 'Say it aloud. The host decides.' };
  const headline = `${nameOf(officialState, who)} answers`;
  const mine = person === null ? null : verdictOn(officialState, person);
  const hasTried = officialState.judgements.some((judgement) => judgement.person === person);
  if (mine && !hasTried)
    return { tone: 'corrected', headline, detail: `You came ${ordinal(mine.place)}, ${later(mine.behind)}.` };
  if (person !== null && person === officialState.host) return { tone: 'verdict', headline, detail: 'Is it right?' };
  const isAsked = state.pushes.some((push) => push.person === person) && !hasTried;
  if (isAsked) return { tone: 'verdict', headline, detail: 'You pushed too. Asking Hero…' };
  return { tone: 'verdict', headline, detail: hasTried ? 'You have tried.' : 'Push to be next in line.' };
}

/** Every page names the winner in the same words; the winner's own says besides that it is you. */
function verdict({ state, officialState, person }: Known, winner: string): Status {
  const headline = `${nameOf(officialState, winner)} won!`;
  if (officialState.game === 'quiz')
    return { tone: winner === person ? 'victory' : 'verdict', headline, detail: 'That was right: a point.' };
  if (winner === person) return { tone: 'victory', headline, detail: byHowMuch(officialState) };
  const hasPushed = state.pushes.some((push) => push.person === person);
  if (state.falseStarts.some((push) => push.person === person))
    return { tone: 'corrected', headline, detail: 'You were too early, and sat this round out.' };
  if (!hasPushed || person === null) return { tone: 'verdict', headline, detail: 'You can still push for a place.' };
  return { tone: 'corrected', headline, detail: correction(officialState, person, nameOf(officialState, winner)) };
}

function correction(officialState: State, person: string, winner: string): string {
  const mine = verdictOn(officialState, person);
  if (!mine) return 'You pushed too. Asking Hero…';
  return `You came ${ordinal(mine.place)}: ${winner} was ${howMuch(mine.behind)} earlier.`;
}

function ownPush({ state, person, isLinkLost }: Known): Status {
  if (isLinkLost)
    return {
      tone: 'unverified',
      headline: 'You pushed!',
      detail: 'It is kept, and goes to Hero when the connection is back.',
    };
  const [first] = state.pushes;
  const detail =
    first && first.person !== person
      ? `From here, ${nameOf(state, first.person)} looked first. Hero decides.`
      : 'Hero decides who was first.';
  return { tone: 'unverified', headline: 'You pushed! Asking Hero…', detail };
}

function invitation({ state }: Known): Status {
  if (state.button.is === 'waiting')
    return { tone: 'open', headline: 'Get ready…', detail: 'Push when the button lights up, and not before.' };
  if (state.game === 'quiz') return { tone: 'open', headline: 'Push to answer!', detail: 'The first push gets to.' };
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
  return `${howMuch(behind)} later`;
}

function howMuch(behind: number): string {
  return behind < 1 ? 'less than 1 ms' : `${behind} ms`;
}

export function ordinal(place: number): string {
  const lastTwo = place % 100;
  const isTeen = lastTwo >= 11 && lastTwo <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${ending}`;
}
