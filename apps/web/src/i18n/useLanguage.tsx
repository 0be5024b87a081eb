import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { rememberLanguage } from '../identity/preferences.ts';
import { loadLanguage, type Language } from './language.ts';

interface Spoken {
  readonly language: Language;
  /** @throws when the language cannot be loaded: then the page keeps the one that it has. */
  readonly speak: (code: string) => Promise<void>;
}

const Context = createContext<Spoken | null>(null);

/** Sets the page's language, also for the browser: fonts, voices and the direction depend on it. */
export function SpeaksLanguage({ begin, children }: { begin: Language; children: ReactNode }) {
  const [language, setLanguage] = useState(begin);
  useEffect(() => {
    document.documentElement.lang = language.code;
    document.documentElement.dir = language.direction;
  }, [language]);
  const spoken = useMemo(() => {
    const speak = async (code: string) => {
      setLanguage(await loadLanguage(code));
      rememberLanguage(code);
    };
    return { language, speak };
  }, [language]);
  return <Context value={spoken}>{children}</Context>;
}

/** The page's language, and the function that changes it. */
export function useSpoken(): Spoken {
  const spoken = use(Context);
  if (!spoken) throw new Error('useSpoken: there is no SpeaksLanguage around it');
  return spoken;
}

export function useLanguage(): Language {
  return useSpoken().language;
}
