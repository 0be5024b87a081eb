import { hasPushed, pushFor, type GameIntent } from '@button/mutations';
import { useRef, type ReactNode, type RefObject } from 'react';
import { useEdgeSwipeGuard } from '../feel/useEdgeSwipeGuard.ts';
import { byCode } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import text from '../ui/text.module.css';
import { BigButton } from './BigButton.tsx';
import { pageModes } from './modes/index.ts';
import type { Known, Status } from './sayings.ts';
import styles from './Stage.module.css';
import { StartRound } from './StartRound.tsx';
import { statusOf } from './status.ts';
import { StatusLine } from './StatusLine.tsx';

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

interface StageFrameProps {
  readonly frame?: RefObject<HTMLElement | null>;
  readonly status: Status;
  readonly round: number;
  readonly children: ReactNode;
}

/** The middle of a room: what is going on, and the button below it. */
export function StageFrame({ frame, status, round, children }: StageFrameProps) {
  const { room } = useLanguage().words;
  return (
    <section ref={frame} className={styles.stage} aria-label={room.stage}>
      <StatusLine status={status} round={round} />
      {children}
    </section>
  );
}
