import './home.css';
import { useState, type SubmitEvent } from 'react';
import { Field } from './Field.tsx';
import { recallName, rememberName, rememberPlace } from './memory.ts';
import { nameProblem } from './nameProblem.ts';
import { startRoom } from './startRoom.ts';
import { Wordmark } from './Wordmark.tsx';

type Problems = { readonly name?: string; readonly code?: string; readonly room?: string };

/** Where a game begins: say who you are, then start a room or join one. */
export function Home() {
  const [name, setName] = useState(recallName);
  const [code, setCode] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const [isStarting, setIsStarting] = useState(false);

  /** Goes on only with a name; otherwise says so where the name is typed. */
  function withName(goOn: () => void) {
    const problem = nameProblem(name);
    if (problem === null) return goOn();
    setProblems({ name: problem });
    document.getElementById('name')?.focus();
  }

  async function start() {
    setIsStarting(true);
    const answer = await startRoom();
    setIsStarting(false);
    if ('code' in answer) goTo(answer.code, name);
    else setProblems({ room: answer.problem });
  }

  function join(event: SubmitEvent) {
    event.preventDefault();
    const typed = code.trim().toUpperCase();
    if (typed !== '') return withName(() => goTo(typed, name));
    setProblems({ code: 'Type the code that you see on your friend’s screen.' });
    document.getElementById('code')?.focus();
  }

  return (
    <main className="home">
      <Wordmark />
      <p className="home-lead">One button each. The first push wins, and everybody sees the same winner.</p>
      <Field id="name" label="Your name" value={name} onChange={setName} problem={problems.name} maxLength={20} />
      <button type="button" className="primary" disabled={isStarting} onClick={() => withName(() => void start())}>
        {isStarting ? 'Starting…' : 'Start a room'}
      </button>
      <p role="alert" className="problem">
        {problems.room}
      </p>
      <form className="home-join" onSubmit={join} noValidate>
        <Field
          id="code"
          label="Room code"
          value={code}
          onChange={setCode}
          problem={problems.code}
          maxLength={12}
          isCode
        />
        <button type="submit">Join</button>
      </form>
    </main>
  );
}

function goTo(code: string, name: string) {
  rememberName(name.trim());
  rememberPlace(code, { name: name.trim(), personToken: null });
  location.assign(`/r/${encodeURIComponent(code)}`);
}
