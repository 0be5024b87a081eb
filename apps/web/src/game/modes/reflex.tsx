import { isOver, nameOf, winnerOf } from '@button/mutations';
import type { Language } from '../../i18n/language.ts';
import { notStarted, ownPush, peersPush, pushFirst, won, type Known, type Status } from '../sayings.ts';
import type { PageMode } from './mode.ts';

export const reflex: PageMode = {
  sayings: [satOut, won, nobodyWon, notStarted, tooEarly, ownPush, peersPush, getReady],
  invitation: pushFirst,
  startLabels: { first: 'start', next: 'playAgain' },
  Controls: () => null,
};

function satOut(known: Known, { words: { status }, named }: Language): Status | null {
  const winner = winnerOf(known.officialState);
  if (winner === null || !wasTooEarly(known)) return null;
  const headline = status.won(named(nameOf(known.officialState, winner)));
  return { tone: 'corrected', headline, detail: status.satOut };
}

function nobodyWon({ officialState }: Known, { words: { status } }: Language): Status | null {
  if (!isOver(officialState)) return null;
  return { tone: 'verdict', headline: status.nobodyWon, detail: status.everybodyWasTooEarly };
}

function tooEarly(known: Known, { words: { status } }: Language): Status | null {
  return wasTooEarly(known) ? { tone: 'corrected', headline: status.tooEarly, detail: status.sitOut } : null;
}

function getReady({ state }: Known, { words: { status } }: Language): Status | null {
  if (state.button.is !== 'waiting') return null;
  return { tone: 'open', headline: status.getReady, detail: status.waitForTheLight };
}

function wasTooEarly({ state, person }: Known): boolean {
  return state.falseStarts.some((push) => push.person === person);
}
