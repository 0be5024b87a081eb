import type { State } from '@button/mutations';
import { clsx } from 'clsx/lite';
import type { ReactNode } from 'react';
import styles from './RoomLayout.module.css';

interface RoomLayoutProps {
  readonly light: State['button']['is'];
  /** A header. */
  readonly head: ReactNode;
  /** A section, with the button. */
  readonly stage: ReactNode;
  /** Sections in a column. */
  readonly side: ReactNode;
  /** Whether a drawer covers the lower half of a narrow page. */
  readonly isHalfCovered?: boolean;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/** The page of a room: a head, the stage, and a column beside it, or below it where there is no room. */
export function RoomLayout({ light, head, stage, side, isHalfCovered, className, children }: RoomLayoutProps) {
  return (
    <main className={clsx(styles.room, styles[light], isHalfCovered && styles.halfCovered, className)}>
      {head}
      {stage}
      <aside className={styles.side}>{side}</aside>
      {children}
    </main>
  );
}
