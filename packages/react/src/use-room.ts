import type { Intent } from '@button/sync';
import { RoomLink, viewBeforeWelcome, type RoomOptions, type RoomView } from '@button/transport/client';
import { useState, useSyncExternalStore } from 'react';

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

/**
 * A link to a room that is open while it has subscribers, and after that until everything emitted is settled. React may
 * build a component that it never shows: only one that subscribes opens a link.
 */
class LazyLink<State, I extends Intent> {
  #options: RoomOptions<State, I>;
  readonly #viewBefore: RoomView<State, I>;
  #link: RoomLink<State, I> | null = null;
  #subscribers = 0;

  constructor(options: RoomOptions<State, I>) {
    this.#options = options;
    this.#viewBefore = viewBeforeWelcome(options.personToken ?? null);
  }

  /** Null while it is not open. */
  get link(): RoomLink<State, I> | null {
    return this.#link;
  }

  getView = (): RoomView<State, I> => this.#link?.view ?? this.#viewBefore;

  subscribe = (observer: () => void): (() => void) => {
    const link = (this.#link ??= new RoomLink(this.#options));
    const unsubscribe = link.subscribe(observer);
    this.#subscribers += 1;
    return () => {
      unsubscribe();
      this.#subscribers -= 1;
      void this.#closeWhenUnused(link);
    };
  };

  emit = (intent: I): ReturnType<RoomLink<State, I>['emit']> => {
    if (!this.#link) throw new Error('emit: not in a room yet');
    return this.#link.emit(intent);
  };

  /** Not in this turn: in StrictMode, React unsubscribes and subscribes again in one. */
  async #closeWhenUnused(link: RoomLink<State, I>): Promise<void> {
    do await link.when(isSettled);
    while (!isSettled(link.view));
    if (this.#subscribers > 0 || this.#link !== link) return;
    link.close();
    this.#link = null;
    // If it is opened again, it is the same client, and its next action has the next number.
    const resumption = link.resumption ?? this.#options.resumption ?? null;
    this.#options = { ...this.#options, personToken: link.view.personToken, resumption };
  }
}

/** Whether there is nothing to wait for: a link that has ended brings no more answers. */
function isSettled({ unsettled, link }: RoomView<unknown>): boolean {
  return unsettled === 0 || link === 'denied' || link === 'closed';
}
