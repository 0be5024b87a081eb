import type { GameIntent, State } from '@button/mutations';
import type { ReactNode } from 'react';
import type { Language } from '../../i18n/language.ts';
import type { Known, Saying, Status } from '../sayings.ts';

/** A game on the page: its texts, and the controls that no other game has. */
export interface PageMode {
  /** The status is the first of these that applies… */
  readonly sayings: readonly Saying[];
  /** …and else an invitation to push. */
  readonly invitation: (known: Known, language: Language) => Status;
  /** The labels of the button that starts a round: the first one of this game, or the next. */
  readonly startLabels: { readonly first: StartLabel; readonly next: StartLabel };
  readonly Controls: (props: ControlsProps) => ReactNode;
}

/** A key of the catalogue's `rounds`. */
export type StartLabel = 'start' | 'playAgain' | 'openBuzzers' | 'nextQuestion';

export interface ControlsProps {
  readonly state: State;
  readonly officialState: State;
  readonly person: string;
  readonly onSay: (intent: GameIntent) => void;
}
