import { mayLink, rules, type GameIntent, type State } from '@button/mutations';
import type { History } from '@button/sync';
import { nothingYet, RoomLink, type KeyedHandOver, type RoomView } from '@button/transport/client';
import { goodRoads, type Roads } from '@button/transport/lag';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { rememberPlace, takeHandOver, type Place } from './memory.ts';
import { holdPlace } from './places.ts';
import { useWarning } from './useWarning.ts';

/** A room as a component sees it: what there is to show, and the way to ask Hero for something. */
export interface RoomInUse {
  readonly view: RoomView<State, GameIntent>;
  readonly emit: RoomLink<State, GameIntent>['emit'];
  /** What to leave to the page that is loaded in place of this one. */
  readonly handOver: () => KeyedHandOver<GameIntent> | null;
  /** The record as this page got it. It goes on with every view. */
  readonly history: () => History<State, GameIntent> | null;
  /** How it is on the way to Hero and to the peers. */
  readonly roads: Roads;
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
  useWarning(view.unsettled > 0 && view.link !== 'refused');
  return { view, ...store.ways };
}

/** Of somebody who has no place. */
const watching = { name: null, personToken: null };

/** React may build a component that it never shows; only one that subscribes opens a link. */
function openWhenSubscribed(code: string, place: Place | null) {
  const { name, personToken } = place ?? watching;
  let link: RoomLink<State, GameIntent> | null = null;
  let predecessor: KeyedHandOver<GameIntent> | null = null;
  const before = nothingYet<State, GameIntent>(personToken);
  const roads = goodRoads();
  return {
    subscribe: (listener: () => void) => {
      predecessor ??= takeHandOver(code);
      link ??= new RoomLink({
        ...{ rules, room: code, name, personToken, mayLink, roads },
        ...(predecessor && { predecessor }),
      });
      const stop = link.subscribe(listener);
      return () => {
        stop();
        if (link) closeWhenSettled(link);
        link = null;
      };
    },
    getView: () => link?.view ?? before,
    ways: {
      emit: (intent: GameIntent) => {
        if (!link) throw new Error('emit: not in a room yet');
        return link.emit(intent);
      },
      handOver: () => link?.handOver ?? null,
      history: () => link?.history ?? null,
      roads,
    },
  };
}

/** Who goes back to the home takes nothing back: what Hero has not answered is still on its way. */
function closeWhenSettled(link: RoomLink<State, GameIntent>): void {
  const check = () => {
    if (link.view.unsettled > 0 && link.view.link !== 'refused') return;
    stop();
    link.close();
  };
  const stop = link.subscribe(check);
  check();
}
