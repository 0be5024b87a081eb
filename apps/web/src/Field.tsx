interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly problem?: string | undefined;
  /** A room's code: capital letters, and no help from a keyboard that knows words. */
  readonly isCode?: boolean;
}

/** A labelled line of text that says what is wrong with it. */
export function Field({ id, label, value, onChange, maxLength, problem, isCode = false }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={isCode ? 'code' : undefined}
        value={value}
        maxLength={maxLength}
        autoComplete={isCode ? 'off' : 'nickname'}
        autoCapitalize={isCode ? 'characters' : 'words'}
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-problem`} className="problem" role="alert">
        {problem}
      </p>
    </div>
  );
}
