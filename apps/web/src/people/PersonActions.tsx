import { MAX_TYPED_NAME, type GameIntent, type Person } from '@button/mutations';
import { useRef, useState } from 'react';
import { byCode } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import text from '../ui/text.module.css';
import styles from './PersonMenu.module.css';

export interface PersonActionsProps {
  readonly who: Person;
  /** The host can do more with another person than people can with themselves. */
  readonly isMe: boolean;
  readonly isLocked: boolean;
  /** Resolves to the code if it was refused. */
  readonly onSay: (intent: GameIntent) => Promise<string | null>;
  readonly onRenamed: () => void;
}

/** What can be done with a person: another name, and by the host also the role and the removal. */
export function PersonActions({ who: { id, name }, isMe, isLocked, onSay, onRenamed }: PersonActionsProps) {
  const { words, named } = useLanguage();
  const { person } = words;
  const [isSure, setIsSure] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);

  /** The field stays open until Hero has taken the name. */
  async function rename() {
    const wanted = input.current?.value ?? '';
    const refusal = await onSay(
      isMe ? { type: 'takeName', name: wanted } : { type: 'renamePerson', who: id, name: wanted },
    );
    setProblem(refusal);
    if (refusal === null) onRenamed();
  }

  function removeAndLock() {
    void onSay({ type: 'removePerson', who: id });
    void onSay({ type: 'lockRoom', isLocked: true });
  }

  return (
    <form
      className={styles.actions}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
    >
      <Field
        className={styles.name}
        id={`name-${id}`}
        label={person.name}
        input={input}
        begin={name}
        problem={problem === null ? undefined : byCode(words.name.problems, problem)}
        maxLength={MAX_TYPED_NAME}
      />
      <Button type="submit" look="small">
        {person.rename}
      </Button>
      {!isMe && (
        <>
          <Button look="small" onClick={() => void onSay({ type: 'handOver', to: id })}>
            {person.makeHost}
          </Button>
          <Button
            look="small"
            onClick={() => (isSure ? void onSay({ type: 'removePerson', who: id }) : setIsSure(true))}
          >
            {isSure ? person.reallyRemove(named(name)) : person.remove}
          </Button>
          {isSure && !isLocked && (
            <>
              <Button look="small" onClick={removeAndLock}>
                {person.removeAndLock}
              </Button>
              <p className={text.hint}>{person.canComeBack}</p>
            </>
          )}
        </>
      )}
    </form>
  );
}
