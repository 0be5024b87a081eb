import { nameOf, peopleHere, verdictOn, winnerOf, type State } from '@button/mutations';
import type { Language } from '../i18n/language.ts';

/**
 * The status, by how certain it is: no push yet, an unverified push, or Hero's verdict. The verdict is a victory for you,
 * a correction when your unverified push came second, or another person's victory.
 */
export type Tone = 'open' | 'unverified' | 'victory' | 'corrected' | 'verdict';

/** The text of the status region: one line that is readable from afar, one with details. */
export interface Status {
  readonly tone: Tone;
  readonly headline: string;
  readonly detail: string;
}

/** The page's knowledge of the room. */
export interface Known {
  readonly state: State;
  readonly officialState: State;
  readonly person: string | null;
  readonly isLinkLost: boolean;
}

/**
 * A status that a round may have; null when it does not apply. Below are those that several games share, in all of which the
 * first push wins.
 */
export type Saying = (known: Known, language: Language) => Status | null;

/** Every page names the winner in the same words; the winner's own page adds that it is you. */
export function won({ state, officialState, person }: Known, language: Language): Status | null {
  const winner = winnerOf(officialState);
  if (winner === null) return null;
  const { status } = language.words;
  const name = language.named(nameOf(officialState, winner));
  const headline = status.won(name);
  if (winner === person) return { tone: 'victory', headline, detail: byHowMuch(officialState, language) };
  if (person === null) return { tone: 'verdict', headline, detail: '' };
  const hasPushed = state.pushes.some((push) => push.person === person);
  if (!hasPushed) return { tone: 'verdict', headline, detail: status.pushForAPlace };
  const mine = verdictOn(officialState, person);
  const detail = mine ? status.youCame(mine.place, name, mine.behind) : status.youPushedToo;
  return { tone: 'corrected', headline, detail };
}

export function notStarted({ state }: Known, { words }: Language): Status | null {
  if (state.button.is !== 'dark') return null;
  const { title, rule } = words.games[state.game];
  return { tone: 'open', headline: title, detail: rule };
}

/** The page's own push, before it is official. */
export function ownPush({ state, person, isLinkLost }: Known, { words: { status }, named }: Language): Status | null {
  if (!state.pushes.some((push) => push.person === person)) return null;
  if (isLinkLost) return { tone: 'unverified', headline: status.youPushed, detail: status.isKept };
  const [first] = state.pushes;
  const detail =
    first && first.person !== person ? status.lookedFirst(named(nameOf(state, first.person))) : status.heroDecides;
  return { tone: 'unverified', headline: status.youPushedAskingHero, detail };
}

/** A peer's push, before it is official. */
export function peersPush({ state, officialState }: Known, { words: { status }, named }: Language): Status | null {
  const [guess] = state.pushes.slice(officialState.pushes.length);
  if (!guess) return null;
  const headline = status.somebodyPushed(named(nameOf(state, guess.person)));
  return { tone: 'unverified', headline, detail: status.heroHasNotSaid };
}

/** The button is lit, and the first push wins. */
export function pushFirst({ state, person }: Known, { words: { status } }: Language): Status {
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
