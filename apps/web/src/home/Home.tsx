import { useRef, useState, type SubmitEvent } from 'react';
import { goTo } from '../app/router.ts';
import { useTitle } from '../app/useTitle.ts';
import { byCode } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { findFreePlace, rememberPlace, type Place } from '../identity/places.ts';
import type { useName } from '../identity/useName.tsx';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { gameName } from '../ui/Wordmark.tsx';
import { EntryForm } from './EntryForm.tsx';
import styles from './Home.module.css';
import { startRoom } from './startRoom.ts';

/** Where a game begins: give your name, then start a room or join one. */
export function Home() {
  const { words } = useLanguage();
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setIsStarting] = useState(false);
  useTitle(gameName(words));

  async function start(name: string) {
    setIsStarting(true);
    const answer = await startRoom();
    setIsStarting(false);
    if ('code' in answer) goToRoom(answer.code, { name, personToken: null });
    else setProblem(answer.problem);
  }

  return (
    <EntryForm
      lead={words.home.lead}
      action={isStarting ? words.home.starting : words.home.start}
      isBusy={isStarting}
      problem={problem !== null && (byCode(words.startProblems, problem) ?? words.startProblems.unknown)}
      onEnter={(name) => void start(name)}
    >
      {(withName) => <ByCode withName={withName} />}
    </EntryForm>
  );
}

/** The way into a room by its code. */
function ByCode({ withName }: Pick<ReturnType<typeof useName>, 'withName'>) {
  const { home } = useLanguage().words;
  const code = useRef<HTMLInputElement>(null);
  const [isMissing, setIsMissing] = useState(false);

  function join(event: SubmitEvent) {
    event.preventDefault();
    const typed = code.current?.value.trim().toUpperCase() ?? '';
    setIsMissing(typed === '');
    if (typed === '') code.current?.focus();
    else withName((name) => void joinAs(name, typed));
  }

  /** People who were in that room before still have their place there. */
  async function joinAs(name: string, room: string) {
    goToRoom(room, (await findFreePlace(room)) ?? { name, personToken: null });
  }

  return (
    <form className={styles.join} onSubmit={join} noValidate>
      <Field
        id="code"
        label={home.roomCode}
        input={code}
        problem={isMissing ? home.codeIsMissing : undefined}
        maxLength={12}
        isCode
      />
      <Button type="submit" className={styles.button}>
        {home.join}
      </Button>
    </form>
  );
}

function goToRoom(code: string, place: Place) {
  rememberPlace(code, place);
  goTo(`r/${encodeURIComponent(code)}`);
}
