import { useEffect, useState } from 'react';
import { Notice } from '../app/Notice.tsx';
import { EntryForm } from '../home/EntryForm.tsx';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { findFreePlace, recallPlace, recallPlaces, rememberPlace } from '../identity/places.ts';
import text from '../ui/text.module.css';
import { Room } from './Room.tsx';
import { RoomPage } from './RoomPage.tsx';

/**
 * A room's link opens here. A person with a place in this tab goes right in, as does one with a place of a tab that is
 * closed by now; all others give their name first.
 */
export function RoomEntry({ code }: { code: string }) {
  const { entry, home } = useLanguage().words;
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

  if (isLooking) return <Notice title={entry.looking} text={entry.lookingForPlace} />;
  if (place) {
    return (
      <Room code={code} place={place}>
        {(open) => <RoomPage {...open} />}
      </Room>
    );
  }
  const lead = (
    <>
      {entry.invited} <strong className={text.code}>{code}</strong>
    </>
  );
  return (
    <EntryForm lead={lead} action={home.join} onEnter={enter}>
      {() => <p className={text.hint}>{entry.aboutLinks}</p>}
    </EntryForm>
  );
}
