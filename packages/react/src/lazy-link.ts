import type { Intent } from '@button/sync';
import { RoomLink, viewBeforeWelcome, type RoomOptions, type RoomView } from '@button/transport/client';

/**
 * A link to a room that is open while it has subscribers, and after that until everything emitted is settled. React may
 * build a component that it never shows: only one that subscribes opens a link.
 */
export class LazyLink<State, I extends Intent> {
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
