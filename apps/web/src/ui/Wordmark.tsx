import type { Words } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import styles from './Wordmark.module.css';

/** The name of the game, as large as the page allows. */
export function Wordmark() {
  return (
    <h1 className={styles.wordmark}>
      <NameOfTheGame />
    </h1>
  );
}

/** The name with its button: the word can nearly be pushed. */
export function NameOfTheGame() {
  const { before, button, after } = useLanguage().words.wordmark;
  return (
    <>
      {before}
      <em className={styles.button}>{button}</em>
      {after}
    </>
  );
}

export function gameName({ wordmark: { before, button, after } }: Words): string {
  return before + button + after;
}
