import { clsx } from 'clsx/lite';
import { useLanguage } from '../i18n/useLanguage.tsx';
import type { Status } from './sayings.ts';
import styles from './StatusLine.module.css';

interface StatusLineProps {
  readonly status: Status;
  readonly round: number;
}

/**
 * Says what is going on, for screen readers too: each of its lines once, when it changes, and not all of them together.
 * What is unverified looks open and unfinished; a verdict is solid.
 */
export function StatusLine({ status: { tone, headline, detail }, round }: StatusLineProps) {
  const { status } = useLanguage().words;
  return (
    <div className={clsx(styles.status, styles[tone])}>
      <p className={styles.round} aria-live="polite">
        {status.round(round)}
      </p>
      <div role="status" aria-atomic={false}>
        <p className={styles.headline}>{headline}</p>
        <p className={styles.detail}>{detail}</p>
      </div>
    </div>
  );
}
