import { entryRefusal, type State } from '@button/mutations';
import type { ReactNode } from 'react';
import { Notice } from '../app/Notice.tsx';
import { useTitle } from '../app/useTitle.ts';
import { byCode } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import type { Place } from '../identity/places.ts';
import { gameName } from '../ui/Wordmark.tsx';
import { Denied } from './Denied.tsx';
import { useRoom, type RoomInUse } from './useRoom.ts';

/** A room that this page has entered. */
export interface OpenRoom {
  readonly code: string;
  readonly room: RoomInUse;
  readonly state: State;
  readonly officialState: State;
}

interface RoomProps {
  readonly code: string;
  /** The identity to enter with; null to watch. */
  readonly place: Place | null;
  /** The page on which to give another name, if Hero rejects this one with that code. */
  readonly askName?: (refusal: string) => ReactNode;
  /** The page inside. */
  readonly children: (open: OpenRoom) => ReactNode;
}

/** A room: entering it, then the page inside, or the reason why the page is not let in. */
export function Room({ code, place, askName, children }: RoomProps) {
  const room = useRoom(code, place);
  const { words } = useLanguage();
  useTitle(`${code} · ${gameName(words)}`);
  const { denied, link, state, officialState, person, notNow } = room.view;
  if (denied !== null && askName && byCode(words.name.problems, denied) !== undefined) return askName(denied);
  if (denied !== null) return <Denied code={code} reason={denied} link={room.link} />;
  if (link === 'waiting')
    return <Notice title={words.denied.reasons['room-locked'].title} text={words.entry.hostIsAsked} />;
  if (!state || !officialState) {
    const text = notNow === null ? words.room.heroOpens(code) : words.room.heroIsUnwell;
    return <Notice title={words.room.entering} text={text} />;
  }
  const outside = entryRefusal(officialState, { person, hasWatchKey: true });
  if (outside !== null) return <Denied code={code} reason={outside} link={room.link} />;
  return children({ code, room, state, officialState });
}
