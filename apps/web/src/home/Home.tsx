import { useRef, useState, type SubmitEvent } from 'react';
import { goTo } from './address.ts';
import { Entrance } from './Entrance.tsx';
import { Field } from './Field.tsx';
import { rememberPlace, type Place } from './memory.ts';
import { findFreePlace } from './places.ts';
import { startRoom, type StartProblem } from './startRoom.ts';
import { useLanguage } from './useLanguage.tsx';
import type { useName } from './useName.tsx';
import { useTitle } from './useTitle.ts';
import { gameName } from './Wordmark.tsx';

/** Where a game begins: say who you are, then start a room or join one. */
export function Home() {
  const { words } = useLanguage();
  const [problem, setProblem] = useState<StartProblem>();
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
    <Entrance
      lead={words.home.lead}
      action={isStarting ? words.home.starting : words.home.start}
      isBusy={isStarting}
      problem={problem && words.startProblems[problem]}
      onEnter={(name) => void start(name)}
    >
      {(withName) => <ByCode withName={withName} />}
    </Entrance>
  );
}

/** Into a room that somebody told the code of. */
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

  /** Who was in that room before has their place there. */
  async function joinAs(name: string, room: string) {
    goToRoom(room, (await findFreePlace(room)) ?? { name, personToken: null });
  }

  return (
    <form className="home-join" onSubmit={join} noValidate>
      <Field
        id="code"
        label={home.roomCode}
        input={code}
        problem={isMissing ? home.codeIsMissing : undefined}
        maxLength={12}
        isCode
      />
      <button type="submit">{home.join}</button>
    </form>
  );
}

function goToRoom(code: string, place: Place) {
  rememberPlace(code, place);
  goTo(`/r/${encodeURIComponent(code)}`);
}
