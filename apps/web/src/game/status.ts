import type { Language } from '../i18n/language.ts';
import { pageModes } from './modes/index.ts';
import type { Known, Status } from './sayings.ts';

/** The status for a person. The word "won" is Hero's: it is read from the official state alone. */
export function statusOf(known: Known, language: Language): Status {
  const { state, officialState } = known;
  const { status } = language.words;
  if (state.round !== officialState.round)
    return { tone: 'unverified', headline: status.nextRound, detail: status.askingHero };
  const { sayings, invitation } = pageModes[state.game];
  for (const saying of sayings) {
    const said = saying(known, language);
    if (said) return said;
  }
  return invitation(known, language);
}
