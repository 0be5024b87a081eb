import type { Intent } from '@button/sync';
import type { RoomLink, RoomOptions, RoomView } from '@button/transport/client';
import { useState, useSyncExternalStore } from 'react';
import { LazyLink } from './lazy-link.ts';

/** A room as a component sees it. */
export interface RoomInUse<State, I extends Intent> {
  /** What there is to show. Its `state` is null until the page is in the room. */
  readonly view: RoomView<State, I>;
  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long it takes.
   * The same function in every render, until another room is entered.
   * @throws before `view.state` is there.
   */
  readonly emit: RoomLink<State, I>['emit'];
  /** The link behind it, for the few apps that decorate its channels or resume a page; null until it is opened. */
  readonly link: RoomLink<State, I> | null;
}

/**
 * Is in a room for as long as the component is shown, and renders once for every new view. Whatever is unsettled when the
 * component goes is settled before the room is left. Another `room` in a later render is entered in place of the one
 * before it; the other options are read when a room is opened.
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
