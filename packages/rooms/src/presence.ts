import { HERO, type Intent } from '@button/sync';
import type { Hero } from '@button/sync/hero';
import type { App } from './app.ts';
import { KeyedTimers } from './keyed-timers.ts';
import type { Timeouts } from './limits.ts';

/** After this many clients, a room that goes to sleep lets other rooms have their turn. */
const FORGET_AT_ONCE = 100;
/** How many names Hero tries to record for an arrival, before it is denied. */
const MAX_ATTEMPTS = 5;

export interface PresenceSetting<State, I extends Intent> {
  readonly app: App<State, I>;
  readonly hero: Hero<State, I>;
  readonly timeouts: Timeouts;
}

/** Records which pages are here: those that arrive, and, after a timeout, those that have left. */
export class Presence<State, I extends Intent> {
  readonly #setting: PresenceSetting<State, I>;
  readonly #away = new KeyedTimers();
  #last: Promise<unknown> = Promise.resolve();

  constructor(setting: PresenceSetting<State, I>) {
    this.#setting = setting;
  }

  /**
   * Records that a person's page is here. Resolves to null, or to a reason code if the page cannot be here. Arrivals run
   * one after the other, so that people who ask for one name at the same time each find the next free one.
   */
  arrive(clientId: number, person: string, name: string): Promise<string | null> {
    return this.#inOrder(() => this.#arrive(clientId, person, name));
  }

  /** Cancels the timeout of a page that has connected. */
  connect(clientId: number): void {
    this.#away.cancel(clientId);
  }

  /** Starts the timeout of a page that is not connected: after it the page has left, and later its client is forgotten. */
  disconnect(clientId: number, timeout: number = this.#setting.timeouts.lostLink): void {
    const { hero, timeouts } = this.#setting;
    this.#away.set(clientId, timeout, () => {
      // A failed append needs no handling here: the room is opened again, and with it this wait begins again.
      void this.#inOrder(() => this.leave(clientId)).catch(() => undefined);
      this.#away.set(clientId, timeouts.forget, () => void hero.forget(clientId).catch(() => undefined));
    });
  }

  /** Records that a page has left, if the state lists it. */
  async leave(clientId: number): Promise<void> {
    const { presence } = this.#setting.app;
    if (presence && this.#isListed(clientId)) await this.#setting.hero.emit(presence.leave(clientId));
  }

  /** The room wakes: starts the timeout of every client that the record lists. */
  awaitAll(): void {
    for (const clientId of this.#clientIds) this.disconnect(clientId, this.#setting.timeouts.wake);
  }

  /** The room goes to sleep: records that everybody has left, and forgets all clients. */
  async leaveAll(): Promise<void> {
    const clientIds = this.#clientIds;
    for (let from = 0; from < clientIds.length; from += FORGET_AT_ONCE) {
      const some = clientIds.slice(from, from + FORGET_AT_ONCE);
      await Promise.all(some.flatMap((clientId) => [this.leave(clientId), this.#setting.hero.forget(clientId)]));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  close(): void {
    this.#away.cancelAll();
  }

  /** A page that returns while its leave is being recorded arrives after it: each reads the state that the other left. */
  #inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** By the time it is recorded, a person may have taken the name, hence the attempts. */
  async #arrive(clientId: number, person: string, name: string): Promise<string | null> {
    const { app, hero } = this.#setting;
    const { presence, entryRefusal } = app;
    if (!presence) return null;
    for (let attempt = 0; attempt < MAX_ATTEMPTS && !this.#isListed(clientId); attempt += 1) {
      await hero.emit(presence.enter(clientId, person, name, hero.official.state));
    }
    if (this.#isListed(clientId)) return null;
    return entryRefusal?.(hero.official.state, { person, hasWatchKey: false }) ?? 'no-place';
  }

  /** The clients that the record lists, those of earlier Heroes included, without that of this Hero. */
  get #clientIds(): readonly number[] {
    const { clients } = this.#setting.hero.official;
    const heroes = [...clients].filter(([, { person }]) => person === HERO).map(([clientId]) => clientId);
    return [...clients.keys()].filter((clientId) => clientId !== heroes.at(-1));
  }

  #isListed(clientId: number): boolean {
    const { app, hero } = this.#setting;
    return app.presence?.openClients(hero.official.state).includes(clientId) ?? false;
  }
}
