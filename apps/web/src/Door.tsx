import './home.css';
import { useState } from 'react';
import { recallPlace, rememberPlace } from './memory.ts';
import { Room } from './Room.tsx';
import { useName } from './useName.tsx';
import { Wordmark } from './Wordmark.tsx';

/** A room's link opens here. Who has a place in this tab goes right in; anybody else says their name first. */
export function Door({ code }: { code: string }) {
  const [place, setPlace] = useState(() => recallPlace(code));
  const { field, withName } = useName();
  if (place) return <Room code={code} place={place} />;

  function enter(name: string) {
    const taken = { name, personToken: null };
    rememberPlace(code, taken);
    setPlace(taken);
  }

  return (
    <main className="home">
      <Wordmark />
      <p className="home-lead">
        You are invited to room <strong className="code">{code}</strong>
      </p>
      <form
        className="door"
        onSubmit={(event) => {
          event.preventDefault();
          withName(enter);
        }}
        noValidate
      >
        {field}
        <button type="submit" className="primary">
          Join
        </button>
      </form>
      <p className="home-note">
        Where the host has allowed direct links, people in the room can see each other’s network address.
      </p>
    </main>
  );
}
