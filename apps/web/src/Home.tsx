import './home.css';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { goTo } from './address.ts';
import { Field } from './Field.tsx';
import { rememberPlace, type Place } from './memory.ts';
import { findFreePlace } from './places.ts';
import { startRoom } from './startRoom.ts';
import { useName } from './useName.tsx';
import { Wordmark } from './Wordmark.tsx';

/** Where a game begins: say who you are, then start a room or join one. */
export function Home() {
  const { field, withName } = useName();
  const code = useRef<HTMLInputElement>(null);
  const [codeProblem, setCodeProblem] = useState<string>();
  const [startProblem, setStartProblem] = useState<string>();
  const [isStarting, setIsStarting] = useState(false);

  useEffect(() => {
    document.title = 'Push the Button First!';
  }, []);

  async function start(name: string) {
    setIsStarting(true);
    const answer = await startRoom();
    setIsStarting(false);
    if ('code' in answer) goToRoom(answer.code, { name, personToken: null });
    else setStartProblem(answer.problem);
  }

  function join(event: SubmitEvent) {
    event.preventDefault();
    const typed = code.current?.value.trim().toUpperCase() ?? '';
    setCodeProblem(typed === '' ? 'Type the code that you see on your friend’s screen.' : undefined);
    if (typed === '') code.current?.focus();
    else withName((name) => void joinAs(name, typed));
  }

  /** Who was in that room before has their place there. */
  async function joinAs(name: string, room: string) {
    goToRoom(room, (await findFreePlace(room)) ?? { name, personToken: null });
  }

  return (
    <main className="home">
      <Wordmark />
      <p className="home-lead">One button each. The first push wins, and everybody sees the same winner.</p>
      <form
        className="door"
        onSubmit={(event) => {
          event.preventDefault();
          withName((name) => void start(name));
        }}
        noValidate
      >
        {field}
        <button type="submit" className="primary" disabled={isStarting}>
          {isStarting ? 'Starting…' : 'Start a room'}
        </button>
        <p role="alert" className="problem">
          {startProblem}
        </p>
      </form>
      <form className="home-join" onSubmit={join} noValidate>
        <Field id="code" label="Room code" input={code} problem={codeProblem} maxLength={12} isCode />
        <button type="submit">Join</button>
      </form>
    </main>
  );
}

function goToRoom(code: string, place: Place) {
  rememberPlace(code, place);
  goTo(`/r/${encodeURIComponent(code)}`);
}
