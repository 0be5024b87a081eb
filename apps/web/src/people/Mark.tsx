import styles from './Mark.module.css';
import type { PersonMark } from './marks.ts';

/** A person's colour and shape, beside their name. It says nothing that the name does not. */
export function Mark({ mark }: { mark: PersonMark | undefined }) {
  return <span className={styles.mark} style={{ color: mark?.colour }} data-shape={mark?.shape} aria-hidden="true" />;
}
