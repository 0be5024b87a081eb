import { useEffect, useState } from 'react';
import { Entrance } from './Entrance.tsx';
import { Inside } from './Inside.tsx';
import { recallPlace, recallPlaces, rememberPlace } from './memory.ts';
import { Notice } from './Notice.tsx';
import { findFreePlace } from './places.ts';
import { Room } from './Room.tsx';
import { useLanguage } from './useLanguage.tsx';

/**
 * A room's link opens here. Who has a place in this tab goes right in, and who had one in a tab that is closed by now;
 * anybody else says their name first.
 */
export function Door({ code }: { code: string }) {
  const { door, home } = useLanguage().words;
  const [place, setPlace] = useState(() => recallPlace(code));
  const [isLooking, setIsLooking] = useState(() => place === null && recallPlaces(code).length > 0);

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

  if (isLooking) return <Notice title={door.looking} text={door.lookingForPlace} />;
  if (place) {
    return (
      <Room code={code} place={place}>
        {(open) => <Inside {...open} />}
      </Room>
    );
  }
  const lead = (
    <>
      {door.invited} <strong className="code">{code}</strong>
    </>
  );
  return (
    <Entrance lead={lead} action={home.join} onEnter={enter}>
      {() => <p className="home-note">{door.aboutLinks}</p>}
    </Entrance>
  );
}
