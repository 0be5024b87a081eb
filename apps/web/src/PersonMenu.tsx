import type { GameIntent, Person } from '@button/mutations';
import { useRef, useState } from 'react';
import { Field } from './Field.tsx';
import { nameProblem } from './nameProblem.ts';

interface PersonMenuProps {
  readonly who: Person;
  /** What the host does with somebody else is more than what one does with oneself. */
  readonly isMe: boolean;
  readonly onSay: (intent: GameIntent) => void;
}

/** What may be done with a person: another name; by the host also the role, and the way out. */
export function PersonMenu({ who: { id, name }, isMe, onSay }: PersonMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isSure, setIsSure] = useState(false);
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);

  function rename() {
    const wanted = input.current?.value.trim() ?? '';
    const wrong = nameProblem(wanted);
    setProblem(wrong ?? undefined);
    if (wrong !== null) return;
    onSay(isMe ? { type: 'takeName', name: wanted } : { type: 'renamePerson', who: id, name: wanted });
    setIsOpen(false);
  }

  return (
    <div className="person-menu">
      <button type="button" className="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <span aria-hidden="true">⋯</span>
        <span className="unseen">{isMe ? 'Change your name' : `More for ${name}`}</span>
      </button>
      {isOpen && (
        <form
          className="person-actions"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            rename();
          }}
        >
          <Field id={`name-${id}`} label="Name" input={input} begin={name} problem={problem} maxLength={20} />
          <button type="submit" className="small">
            Rename
          </button>
          {!isMe && (
            <>
              <button type="button" className="small" onClick={() => onSay({ type: 'handOver', to: id })}>
                Make host
              </button>
              <button
                type="button"
                className="small"
                onClick={() => (isSure ? onSay({ type: 'removePerson', who: id }) : setIsSure(true))}
              >
                {isSure ? `Really remove ${name}` : 'Remove'}
              </button>
            </>
          )}
        </form>
      )}
    </div>
  );
}
