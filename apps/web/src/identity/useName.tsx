import { MAX_TYPED_NAME } from '@button/mutations';
import { useRef, useState, type ReactNode } from 'react';
import { byCode } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Field } from '../ui/Field.tsx';
import { recallName, rememberName } from './preferences.ts';

/**
 * The field for a person's name, and the way past it: `withName` calls its argument with the name, and says at the field if
 * there is none. Every other fault is Hero's to find: `refusal` is its code for the last name.
 */
export function useName(refusal: string | null): {
  readonly field: ReactNode;
  readonly withName: (onName: (name: string) => void) => void;
} {
  const { name: texts } = useLanguage().words;
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setIsMissing] = useState(false);
  const problem = isMissing ? 'name-is-missing' : refusal;
  const field = (
    <Field
      id="name"
      label={texts.yours}
      input={input}
      begin={recallName()}
      problem={problem === null ? undefined : byCode(texts.problems, problem)}
      maxLength={MAX_TYPED_NAME}
    />
  );

  function withName(onName: (name: string) => void) {
    const name = input.current?.value.trim() ?? '';
    setIsMissing(name === '');
    if (name === '') return input.current?.focus();
    rememberName(name);
    return onName(name);
  }
  return { field, withName };
}
