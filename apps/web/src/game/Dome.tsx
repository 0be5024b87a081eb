import type { State } from '@button/mutations';
import { clsx } from 'clsx/lite';
import type { ReactNode } from 'react';
import styles from './Dome.module.css';

interface DomeProps {
  readonly light: State['button']['is'];
  readonly isDown: boolean;
  readonly children?: ReactNode;
}

/** The part of the button that moves and shines. */
export function Dome({ light, isDown, children }: DomeProps) {
  return (
    <span className={clsx(styles.dome, styles[light], isDown && styles.down)}>
      <span className={styles.text}>{children}</span>
    </span>
  );
}
