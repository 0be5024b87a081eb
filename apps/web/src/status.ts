import { answering, isOver, nameOf, peopleHere, verdictOn, winnerOf, type State } from '@button/mutations';
import type { Language } from './language.ts';

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
export function statusOf(known: Known, language: Language): Status {
  const { state, officialState, person } = known;
  const { status, quiz } = language.words;
  if (state.round !== officialState.round)
    return { tone: 'unverified', headline: status.nextRound, detail: status.askingHero };
  const winner = winnerOf(officialState);
  if (winner !== null) return verdict(known, winner, language);
  if (isOver(officialState))
    return { tone: 'verdict', headline: status.nobodyWon, detail: status.everybodyWasTooEarly };
  if (state.button.is === 'dark') return beforeTheRound(known, language);
  if (state.falseStarts.some((push) => push.person === person))
    return { tone: 'corrected', headline: status.tooEarly, detail: status.sitOut };
  const answers = answering(officialState);
  if (answers !== null) return answer(known, answers, language);
  if (state.judgements.some((judgement) => judgement.person === person))
    return { tone: 'corrected', headline: quiz.notRight, detail: quiz.openForOthers };
  if (state.pushes.some((push) => push.person === person)) return ownPush(known, language);
  const [guess] = state.pushes.slice(officialState.pushes.length);
  if (guess) {
    const name = language.named(nameOf(state, guess.person));
    return { tone: 'unverified', headline: status.somebodyPushed(name), detail: status.heroHasNotSaid };
  }
  return invitation(known, language);
}

function beforeTheRound({ state }: Known, { words }: Language): Status {
  const { title, rule } = words.games[state.game];
  return { tone: 'open', headline: title, detail: rule };
}

/** In the quiz: one gets to answer, the others stand in line or may still push. */
function answer({ state, officialState, person }: Known, who: string, { words, named }: Language): Status {
  const { quiz, status } = words;
  if (who === person) return { tone: 'victory', headline: quiz.youAnswer, detail: quiz.sayItAloud };
  const headline = quiz.answers(named(nameOf(officialState, who)));
  if (person === null) return { tone: 'verdict', headline, detail: status.hostDecides };
  const mine = verdictOn(officialState, person);
  const hasTried = officialState.judgements.some((judgement) => judgement.person === person);
  if (mine && !hasTried) return { tone: 'corrected', headline, detail: quiz.youCame(mine.place, mine.behind) };
  if (person === officialState.host) return { tone: 'verdict', headline, detail: quiz.isItRight };
  const isAsked = state.pushes.some((push) => push.person === person) && !hasTried;
  if (isAsked) return { tone: 'verdict', headline, detail: status.youPushedToo };
  return { tone: 'verdict', headline, detail: hasTried ? quiz.youHaveTried : quiz.beNext };
}

/** Every page names the winner in the same words; the winner's own says besides that it is you. */
function verdict({ state, officialState, person }: Known, winner: string, language: Language): Status {
  const { status, quiz } = language.words;
  const name = language.named(nameOf(officialState, winner));
  const headline = status.won(name);
  if (officialState.game === 'quiz')
    return { tone: winner === person ? 'victory' : 'verdict', headline, detail: quiz.wasRight };
  if (winner === person) return { tone: 'victory', headline, detail: byHowMuch(officialState, language) };
  if (person === null) return { tone: 'verdict', headline, detail: '' };
  if (state.falseStarts.some((push) => push.person === person))
    return { tone: 'corrected', headline, detail: status.satOut };
  const hasPushed = state.pushes.some((push) => push.person === person);
  if (!hasPushed) return { tone: 'verdict', headline, detail: status.pushForAPlace };
  const mine = verdictOn(officialState, person);
  const detail = mine ? status.youCame(mine.place, name, mine.behind) : status.youPushedToo;
  return { tone: 'corrected', headline, detail };
}

function ownPush({ state, person, isLinkLost }: Known, { words: { status }, named }: Language): Status {
  if (isLinkLost) return { tone: 'unverified', headline: status.youPushed, detail: status.isKept };
  const [first] = state.pushes;
  const detail =
    first && first.person !== person ? status.lookedFirst(named(nameOf(state, first.person))) : status.heroDecides;
  return { tone: 'unverified', headline: status.youPushedAskingHero, detail };
}

function invitation({ state, person }: Known, { words: { status, quiz } }: Language): Status {
  if (state.button.is === 'waiting') return { tone: 'open', headline: status.getReady, detail: status.waitForTheLight };
  if (state.game === 'quiz') return { tone: 'open', headline: quiz.pushToAnswer, detail: quiz.firstGetsTo };
  if (person === null) return { tone: 'open', headline: status.pushFirst, detail: status.watching };
  const isAlone = peopleHere(state).length < 2;
  return { tone: 'open', headline: status.pushFirst, detail: isAlone ? status.alone : status.byWhat };
}

function byHowMuch(state: State, { words: { status }, named }: Language): string {
  const second = state.pushes[1];
  const verdictOnSecond = second && verdictOn(state, second.person);
  if (!second || !verdictOnSecond) return status.youAlone;
  return status.youAhead(named(nameOf(state, second.person)), verdictOnSecond.behind);
}
