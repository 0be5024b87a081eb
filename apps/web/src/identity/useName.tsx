import { useRef, useState, type ReactNode } from 'react';
import { Field } from './Field.tsx';
import { recallName, rememberName } from './memory.ts';
import { nameProblem } from './nameProblem.ts';
import { useLanguage } from './useLanguage.tsx';

/**
 * The field for one's name, and the way past it: `withName` goes on with a name that the game takes, and otherwise says
 * what is wrong where the name is typed.
 */
export function useName(): { readonly field: ReactNode; readonly withName: (goOn: (name: string) => void) => void } {
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

  function withName(goOn: (name: string) => void) {
    const name = input.current?.value.trim() ?? '';
    const wrong = nameProblem(name);
    setProblem(wrong);
    if (wrong !== null) return input.current?.focus();
    rememberName(name);
    return goOn(name);
  }
  return { field, withName };
}
