import { mayLink, rules, type GameIntent, type State } from '@button/mutations';
import { useRoom as useAnyRoom, type RoomInUse as AnyRoomInUse } from '@button/react';
import { directLinks } from '@button/transport/peers';
import { useEffect, useState } from 'react';
import { holdPlace, rememberPlace, type Place } from '../identity/places.ts';
import { forgetResumption, recallResumption } from './resumption.ts';
import { useLeaveWarning } from './useLeaveWarning.ts';

/** A room of the game as a component sees it. */
export type RoomInUse = AnyRoomInUse<State, GameIntent>;

const peers = directLinks({ mayLink });

/** The reasons that may pass: the page asks again automatically, and says so. */
const retries = ['room-full', 'room-locked', 'too-many-wrong-codes'];

/** Enters a room for as long as the component is on the page. Without a place, it only watches. */
export function useRoom(code: string, place: Place | null): RoomInUse {
  const name = place?.name ?? null;
  const [resumption] = useState(() => recallResumption(code));
  const room = useAnyRoom({
    rules,
    room: code,
    url: document.baseURI,
    name,
    watches: place === null,
    retries,
    watchKey: location.hash.slice(1),
    personToken: place?.personToken ?? null,
    resumption,
    peers,
  });
  const { personToken, unsettled, link } = room.view;
  useEffect(() => forgetResumption(code), [code]);
  useEffect(() => {
    if (name !== null && personToken !== null) rememberPlace(code, { name, personToken });
  }, [code, name, personToken]);
  useEffect(() => (personToken === null ? undefined : holdPlace(personToken)), [personToken]);
  useLeaveWarning(unsettled > 0 && link !== 'denied');
  return room;
}
