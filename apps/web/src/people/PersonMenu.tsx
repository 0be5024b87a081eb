import type { GameIntent, Person } from '@button/mutations';
import { useRef, useState } from 'react';
import { Field } from './Field.tsx';
import { nameProblem } from './nameProblem.ts';
import { useLanguage } from './useLanguage.tsx';

interface PersonMenuProps {
  readonly who: Person;
  /** What the host does with somebody else is more than what one does with oneself. */
  readonly isMe: boolean;
  readonly onSay: (intent: GameIntent) => void;
}

/** What may be done with a person: another name; by the host also the role, and the way out. */
export function PersonMenu({ who: { id, name }, isMe, onSay }: PersonMenuProps) {
  const { words, named } = useLanguage();
  const { person } = words;
  const [isOpen, setIsOpen] = useState(false);
  const [isSure, setIsSure] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof nameProblem>>(null);
  const input = useRef<HTMLInputElement>(null);

  function rename() {
    const wanted = input.current?.value.trim() ?? '';
    const wrong = nameProblem(wanted);
    setProblem(wrong);
    if (wrong !== null) return;
    onSay(isMe ? { type: 'takeName', name: wanted } : { type: 'renamePerson', who: id, name: wanted });
    setIsOpen(false);
  }

  return (
    <div className="person-menu">
      <button type="button" className="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <span aria-hidden="true">⋯</span>
        <span className="unseen">{isMe ? person.changeName : person.moreFor(named(name))}</span>
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
          <Field
            id={`name-${id}`}
            label={person.name}
            input={input}
            begin={name}
            problem={problem === null ? undefined : words.name[problem]}
            maxLength={20}
          />
          <button type="submit" className="small">
            {person.rename}
          </button>
          {!isMe && (
            <>
              <button type="button" className="small" onClick={() => onSay({ type: 'handOver', to: id })}>
                {person.makeHost}
              </button>
              <button
                type="button"
                className="small"
                onClick={() => (isSure ? onSay({ type: 'removePerson', who: id }) : setIsSure(true))}
              >
                {isSure ? person.reallyRemove(named(name)) : person.remove}
              </button>
            </>
          )}
        </form>
      )}
    </div>
  );
}
