import { hasPushed, pushFor, type GameIntent } from '@button/mutations';
import { useRef } from 'react';
import { useEdgeSwipeGuard } from '../feel/useEdgeSwipeGuard.ts';
import { byCode } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import text from '../ui/text.module.css';
import { BigButton } from './BigButton.tsx';
import { pageModes } from './modes/index.ts';
import type { Known } from './sayings.ts';
import styles from './Stage.module.css';
import { StageFrame } from './StageFrame.tsx';
import { StartRound } from './StartRound.tsx';
import { statusOf } from './status.ts';

interface StageProps {
  readonly known: Known;
  /** The page's round trip to Hero in milliseconds; null when it is not known yet. */
  readonly roundTrip: number | null;
  /** The code of the last refusal of an intent of this page. */
  readonly refusal: string | null;
  readonly onSay: (intent: GameIntent) => void;
}

/** The game: what is going on, the button, and what comes next. */
export function Stage({ known, roundTrip, refusal, onSay }: StageProps) {
  const language = useLanguage();
  const frame = useRef<HTMLElement>(null);
  useEdgeSwipeGuard(frame);
  const { state, officialState, person } = known;
  const { Controls } = pageModes[state.game];
  const status = statusOf(known, language);
  return (
    <StageFrame frame={frame} status={status} round={state.round}>
      <BigButton
        round={state.round}
        light={state.button.is}
        isPushed={person !== null && hasPushed(state, person)}
        isVictory={status.tone === 'victory'}
        onPush={() => onSay(pushFor(state, roundTrip))}
      />
      <p className={text.problem} role="alert">
        {refusal !== null && byCode(language.words.refusals, refusal)}
      </p>
      <div className={styles.controls}>
        {person !== null && <Controls state={state} officialState={officialState} person={person} onSay={onSay} />}
        <StartRound state={state} officialState={officialState} person={person} onStart={onSay} />
      </div>
    </StageFrame>
  );
}
