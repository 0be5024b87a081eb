import type { RefObject } from 'react';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** The field keeps its own text: it is read when somebody goes on. */
  readonly input: RefObject<HTMLInputElement | null>;
  readonly begin?: string;
  readonly maxLength: number;
  readonly problem?: string | undefined;
  /** A room's code: capital letters, and no help from a keyboard that knows words. */
  readonly isCode?: boolean;
}

/** A labelled line of text that says what is wrong with it. */
export function Field({ id, label, input, begin = '', maxLength, problem, isCode = false }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        className={isCode ? 'code' : undefined}
        defaultValue={begin}
        maxLength={maxLength}
        autoComplete={isCode ? 'off' : 'nickname'}
        autoCapitalize={isCode ? 'characters' : 'words'}
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
      />
      <p id={`${id}-problem`} className="problem" role="alert">
        {problem}
      </p>
    </div>
  );
}
