import { useId, useState } from 'react';
import { languageCodes } from './language.ts';
import { useSpoken } from './useLanguage.tsx';

/** Every language by its own name, so that one finds one's own on a page that one cannot read. */
export function LanguageChoice() {
  const id = useId();
  const { language, speak } = useSpoken();
  const [isMissing, setIsMissing] = useState(false);
  return (
    <div className="language">
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
      <p role="alert" className="problem">
        {isMissing && language.words.languageIsMissing}
      </p>
    </div>
  );
}
