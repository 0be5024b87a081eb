import type { ReactNode, RefObject } from 'react';
import { useLanguage } from '../i18n/useLanguage.tsx';
import type { Status } from './sayings.ts';
import styles from './Stage.module.css';
import { StatusLine } from './StatusLine.tsx';

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
