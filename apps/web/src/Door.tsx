import { useState, type SubmitEvent } from 'react';
import { Field } from './Field.tsx';
import { recallName, recallPlace, rememberName, rememberPlace } from './memory.ts';
import { nameProblem } from './nameProblem.ts';
import { Room } from './Room.tsx';
import { Wordmark } from './Wordmark.tsx';

/** A room's link opens here. Who has a place in this tab goes right in; anybody else says their name first. */
export function Door({ code }: { code: string }) {
  const [place, setPlace] = useState(() => recallPlace(code));
  const [name, setName] = useState(recallName);
  const [problem, setProblem] = useState<string>();
  if (place) return <Room code={code} place={place} />;

  function enter(event: SubmitEvent) {
    event.preventDefault();
    const wrong = nameProblem(name);
    if (wrong !== null) {
      setProblem(wrong);
      document.getElementById('name')?.focus();
      return;
    }
    const taken = { name: name.trim(), personToken: null };
    rememberName(taken.name);
    rememberPlace(code, taken);
    setPlace(taken);
  }

  return (
    <main className="home">
      <Wordmark />
      <p className="home-lead">
        You are invited to room <strong className="code">{code}</strong>
      </p>
      <form className="door" onSubmit={enter} noValidate>
        <Field id="name" label="Your name" value={name} onChange={setName} problem={problem} maxLength={20} />
        <button type="submit" className="primary">
          Join
        </button>
      </form>
    </main>
  );
}
