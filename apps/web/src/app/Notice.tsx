import type { ReactNode } from 'react';
import { StillButton } from '../game/StillButton.tsx';
import styles from './Notice.module.css';

/** A page that says one thing, and offers what to do next. Its button is unlit, because there is no game here. */
export function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className={styles.notice} aria-live="polite">
      <StillButton light="dark" isDown={false} className={styles.picture} />
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </main>
  );
}
