import { useRef, useState, type ReactNode } from 'react';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Field } from '../ui/Field.tsx';
import { nameProblem } from './nameProblem.ts';
import { recallName, rememberName } from './preferences.ts';

/**
 * The field for a person's name, and the way past it: `withName` calls its argument with a name that the game accepts, and
 * otherwise says at the field what is wrong.
 */
export function useName(): { readonly field: ReactNode; readonly withName: (onName: (name: string) => void) => void } {
  const { name: texts } = useLanguage().words;
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<ReturnType<typeof nameProblem>>(null);
  const field = (
    <Field
      id="name"
      label={texts.yours}
      input={input}
      begin={recallName()}
      problem={problem === null ? undefined : texts[problem]}
      maxLength={20}
    />
  );

  function withName(onName: (name: string) => void) {
    const name = input.current?.value.trim() ?? '';
    const wrong = nameProblem(name);
    setProblem(wrong);
    if (wrong !== null) return input.current?.focus();
    rememberName(name);
    return onName(name);
  }
  return { field, withName };
}
