import './room.css';
import { entryRefusal, type State } from '@button/mutations';
import type { ReactNode } from 'react';
import type { Place } from './memory.ts';
import { Notice } from './Notice.tsx';
import { Refused } from './Refused.tsx';
import { useLanguage } from './useLanguage.tsx';
import { useRoom, type RoomInUse } from './useRoom.ts';
import { useTitle } from './useTitle.ts';
import { gameName } from './Wordmark.tsx';

/** A room that one is in. */
export interface OpenRoom {
  readonly code: string;
  readonly room: RoomInUse;
  readonly state: State;
  readonly officialState: State;
}

interface RoomProps {
  readonly code: string;
  /** As whom one comes in; null to watch. */
  readonly place: Place | null;
  /** What there is to see inside. */
  readonly children: (open: OpenRoom) => ReactNode;
}

/** A room, from the knock at its door to what is inside, or to the reason why not. */
export function Room({ code, place, children }: RoomProps) {
  const room = useRoom(code, place);
  const { words } = useLanguage();
  useTitle(`${code} · ${gameName(words)}`);
  const { denied, state, officialState, person, notNow } = room.view;
  if (denied !== null) return <Refused code={code} reason={denied} link={room.link} />;
  if (!state || !officialState) {
    const text = notNow === null ? words.room.heroOpens(code) : words.room.heroIsUnwell;
    return <Notice title={words.room.entering} text={text} />;
  }
  const outside = entryRefusal(officialState, { person, isNewcomer: false });
  if (outside !== null) return <Refused code={code} reason={outside} link={room.link} />;
  return children({ code, room, state, officialState });
}
