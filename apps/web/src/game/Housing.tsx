import { clsx } from 'clsx/lite';
import type { ReactNode } from 'react';
import styles from './Housing.module.css';

interface HousingProps {
  /** Waiting for the light: only its ring glows. */
  readonly isWaiting?: boolean;
  /** The rays behind it turn. */
  readonly isVictory?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The ring that the button sits in, and the rays behind it. */
export function Housing({ isWaiting = false, isVictory = false, className, children }: HousingProps) {
  return (
    <div className={clsx(styles.housing, isWaiting && styles.inTheDark, isVictory && styles.victory, className)}>
      {children}
    </div>
  );
}
