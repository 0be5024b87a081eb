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

  const [attempt, setAttempt] = useState(1);

  function enter(name: string) {
    const taken = { name, personToken: place?.personToken ?? null };
    rememberPlace(code, taken);
    setPlace(taken);
    setAttempt(attempt + 1);
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
  const lead = (
    <>
      {entry.invited} <strong className={text.code}>{code}</strong>
    </>
  );
  const askName = (nameRefusal: string | null) => (
    <EntryForm lead={lead} action={home.join} nameRefusal={nameRefusal} onEnter={enter} />
  );
  if (!place) return askName(null);
  return (
    <Room key={attempt} code={code} place={place} askName={askName}>
      {(open) => <RoomPage {...open} />}
    </Room>
  );
}
