import type { Intent } from '@button/sync';
import type { RoomLink, RoomOptions, RoomView } from '@button/transport/client';
import { useState, useSyncExternalStore } from 'react';
import { LazyLink } from './lazy-link.ts';

/** A room as a component sees it. */
export interface RoomInUse<State, I extends Intent> {
  /** The room as it is to be shown. Its `state` is null until the page is in the room. */
  readonly view: RoomView<State, I>;
  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long it takes.
   * The same function in every render, until another room is entered.
   * @throws while `view.state` is null.
   */
  readonly emit: RoomLink<State, I>['emit'];
  /** The link behind it, for the few apps that decorate its channels or resume a page; null until it is opened. */
  readonly link: RoomLink<State, I> | null;
}

/**
 * Keeps the page in a room while the component is shown, and renders once for every new view. After the component is
 * unmounted, the page leaves the room once all its actions are settled. If a later render names another `room`, that is
 * entered in place of the one before; the other options are read when a room is opened.
 * @example
 * function List() {
 *   const { view, emit } = useRoom({ rules, room: 'shopping' });
 *   if (view.denied !== null) return <p>Not let in: {view.denied}</p>;
 *   if (!view.state) return <p>Connecting…</p>;
 *   return <button onClick={() => void emit({ type: 'add', text: 'Milk' })}>{view.state.notes.length} notes</button>;
 * }
 */
export function useRoom<State, I extends Intent>(options: RoomOptions<State, I>): RoomInUse<State, I> {
  const { room } = options;
  const [opened, setOpened] = useState(() => ({ room, lazy: new LazyLink(options) }));
  // React renders again at once, before anything is shown.
  if (opened.room !== room) setOpened({ room, lazy: new LazyLink(options) });
  const { subscribe, getView, emit, link } = opened.lazy;
  const view = useSyncExternalStore(subscribe, getView, getView);
  return { view, emit, link };
}
