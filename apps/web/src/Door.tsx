import './home.css';
import { useEffect, useState } from 'react';
import { recallPlace, recallPlaces, rememberPlace } from './memory.ts';
import { Notice } from './Notice.tsx';
import { findFreePlace } from './places.ts';
import { Room } from './Room.tsx';
import { useName } from './useName.tsx';
import { Wordmark } from './Wordmark.tsx';

/**
 * A room's link opens here. Who has a place in this tab goes right in, and who had one in a tab that is closed by now;
 * anybody else says their name first.
 */
export function Door({ code }: { code: string }) {
  const [place, setPlace] = useState(() => recallPlace(code));
  const [isLooking, setIsLooking] = useState(() => place === null && recallPlaces(code).length > 0);
  const { field, withName } = useName();

  function enter(name: string) {
    const taken = { name, personToken: null };
    rememberPlace(code, taken);
    setPlace(taken);
  }

  useEffect(() => {
    if (!isLooking) return;
    let isOver = false;
    void findFreePlace(code).then((free) => {
      if (isOver) return;
      if (free) rememberPlace(code, free);
      setPlace(free);
      setIsLooking(false);
    });
    return () => {
      isOver = true;
    };
  }, [code, isLooking]);

  if (place) return <Room code={code} place={place} />;
  if (isLooking) return <Notice title="One moment…" text="You have been here before: looking for your place." />;
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
