import { clsx } from 'clsx/lite';
import type { RefObject } from 'react';
import styles from './Field.module.css';
import text from './text.module.css';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** The field keeps its own text: it is read when the person continues. */
  readonly input: RefObject<HTMLInputElement | null>;
  readonly begin?: string;
  readonly maxLength: number;
  readonly problem?: string | undefined;
  /** A room's code: capital letters, and no help from a keyboard that knows words. */
  readonly isCode?: boolean;
  readonly className?: string | undefined;
}

/** A labelled line of text that says what is wrong with it. */
export function Field({ id, label, input, begin = '', maxLength, problem, isCode = false, className }: FieldProps) {
  return (
    <div className={clsx(styles.field, className)}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        className={isCode ? clsx(text.code, styles.capitals) : undefined}
        defaultValue={begin}
        maxLength={maxLength}
        autoComplete={isCode ? 'off' : 'nickname'}
        autoCapitalize={isCode ? 'characters' : 'words'}
        spellCheck={false}
        autoFocus={problem !== undefined}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
      />
      <p id={`${id}-problem`} className={text.problem} role="alert">
        {problem}
      </p>
    </div>
  );
}
