import { useId, useState } from 'react';
import text from '../ui/text.module.css';
import { languageCodes } from './language.ts';
import styles from './LanguageChoice.module.css';
import { useSpoken } from './useLanguage.tsx';

/** Every language by its own name, so that people find theirs on a page that they cannot read. */
export function LanguageChoice() {
  const id = useId();
  const { language, speak } = useSpoken();
  const [isMissing, setIsMissing] = useState(false);
  return (
    <div className={styles.language}>
      <label htmlFor={id}>{language.words.language}</label>
      <select
        id={id}
        value={language.code}
        onChange={({ currentTarget: { value } }) => {
          void speak(value).then(
            () => setIsMissing(false),
            () => setIsMissing(true),
          );
        }}
      >
        {languageCodes.map((code) => (
          <option key={code} value={code} lang={code}>
            {new Intl.DisplayNames([code], { type: 'language' }).of(code)}
          </option>
        ))}
      </select>
      <p role="alert" className={text.problem}>
        {isMissing && language.words.languageIsMissing}
      </p>
    </div>
  );
}
