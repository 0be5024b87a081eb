import { rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink, type RoomView } from '@button/transport/client';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { rememberPlace, type Place } from './memory.ts';

/** A room as a component sees it: what there is to show, and the way to ask Hero for something. */
export interface RoomInUse {
  readonly view: RoomView<State>;
  readonly emit: RoomLink<State, GameIntent>['emit'];
}

/** Is in a room for as long as the component is on the page, and renders once for every message. */
export function useRoom(code: string, place: Place): RoomInUse {
  const [store] = useState(() => openWhenSubscribed(code, place));
  const view = useSyncExternalStore(store.subscribe, store.getView);
  const { personToken } = view;
  useEffect(() => {
    if (personToken !== null) rememberPlace(code, { name: place.name, personToken });
  }, [code, place.name, personToken]);
  return { view, emit: store.emit };
}

/** React may build a component that it never shows; only one that subscribes opens a link. */
function openWhenSubscribed(code: string, { name, personToken }: Place) {
  let link: RoomLink<State, GameIntent> | null = null;
  const nothingYet = { refused: null, state: null, officialState: null, person: null, notNow: null };
  const before: RoomView<State> = { ...nothingYet, link: 'connecting', personToken };
  return {
    subscribe: (listener: () => void) => {
      link ??= new RoomLink({ rules, room: code, name, personToken });
      const stop = link.subscribe(listener);
      return () => {
        stop();
        link?.close();
        link = null;
      };
    },
    getView: () => link?.view ?? before,
    emit: (intent: GameIntent) => {
      if (!link) throw new Error('emit: not in a room yet');
      return link.emit(intent);
    },
  };
}
