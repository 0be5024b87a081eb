import { mayLink, rules, type GameIntent, type State } from '@button/mutations';
import { History } from '@button/sync/history';
import { RoomLink, viewBeforeWelcome, type RoomView } from '@button/transport/client';
import { directLinks } from '@button/transport/peers';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { rememberPlace, takeResumption, type Place } from './memory.ts';
import { holdPlace } from './places.ts';
import { useWarning } from './useWarning.ts';

/** A room as a component sees it: what there is to show, and the way to ask Hero for something. */
export interface RoomInUse {
  readonly view: RoomView<State, GameIntent>;
  readonly emit: RoomLink<State, GameIntent>['emit'];
  /** For the inspector, and for what a page leaves to its successor. Null until the room is on the page. */
  readonly link: () => RoomLink<State, GameIntent> | null;
  /** The record as this page got it. It continues with every view. */
  readonly history: () => History<State, GameIntent> | null;
}

/**
 * Is in a room for as long as the component is on the page, and renders once for every message. Without a place, it only
 * watches.
 */
export function useRoom(code: string, place: Place | null): RoomInUse {
  const [store] = useState(() => openWhenSubscribed(code, place));
  const view = useSyncExternalStore(store.subscribe, store.getView);
  const name = place?.name ?? null;
  const { personToken } = view;
  useEffect(() => {
    if (name !== null && personToken !== null) rememberPlace(code, { name, personToken });
  }, [code, name, personToken]);
  useEffect(() => (personToken === null ? undefined : holdPlace(personToken)), [personToken]);
  useWarning(view.unsettled > 0 && view.link !== 'denied');
  return { view, emit: store.emit, link: store.link, history: store.history };
}

/** React may build a component that it never shows; only one that subscribes opens a link. */
function openWhenSubscribed(code: string, place: Place | null) {
  const personToken = place?.personToken ?? null;
  let open: { readonly link: RoomLink<State, GameIntent>; readonly history: History<State, GameIntent> } | null = null;
  let resumption: ReturnType<typeof takeResumption> = null;
  const before = viewBeforeWelcome<State, GameIntent>(personToken);
  const openLink = () => {
    resumption ??= takeResumption(code);
    const history = new History(rules);
    const link = new RoomLink({
      rules,
      room: code,
      name: place?.name ?? null,
      watches: place === null,
      personToken,
      resumption,
      peers: directLinks({ mayLink }),
      observer: history.observe,
    });
    return { link, history };
  };
  return {
    subscribe: (listener: () => void) => {
      open ??= openLink();
      const { link } = open;
      const stop = link.subscribe(listener);
      return () => {
        stop();
        closeWhenSettled(link);
        open = null;
      };
    },
    getView: () => open?.link.view ?? before,
    emit: (intent: GameIntent) => {
      if (!open) throw new Error('emit: not in a room yet');
      return open.link.emit(intent);
    },
    link: () => open?.link ?? null,
    history: () => open?.history ?? null,
  };
}

/** Going back to the home takes nothing back: what Hero has not answered is still on its way. */
function closeWhenSettled(link: RoomLink<State, GameIntent>): void {
  const close = () => link.close();
  void link.when(({ unsettled }) => unsettled === 0).then(close, close);
}
