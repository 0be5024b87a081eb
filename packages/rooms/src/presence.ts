import type { Intent } from '@button/sync';
import type { Hero } from '@button/sync/hero';
import type { App } from './app.ts';
import { KeyedTimers } from './keyed-timers.ts';
import type { Timeouts } from './limits.ts';

/** How often Hero looks for a free name for one person. */
const ATTEMPTS = 5;

export interface PresenceSetting<State, I extends Intent> {
  readonly app: App<State, I>;
  readonly hero: Hero<State, I>;
  readonly timeouts: Timeouts;
}

/** Who is here, by the record: it hears which pages come, and which stay away for too long. */
export class Presence<State, I extends Intent> {
  readonly #setting: PresenceSetting<State, I>;
  readonly #away = new KeyedTimers();
  #lastArrival: Promise<unknown> = Promise.resolve();

  constructor(setting: PresenceSetting<State, I>) {
    this.#setting = setting;
  }

  /**
   * Records that a person's page is here; resolves to the code of why it cannot be. One arrival after the other: of many
   * who want one name at the same time, each finds the next one that is free.
   */
  arrive(clientId: string, person: string, name: string): Promise<string | null> {
    const arrival = this.#lastArrival.then(() => this.#arrive(clientId, person, name));
    this.#lastArrival = arrival.catch(() => undefined);
    return arrival;
  }

  /** A page is connected. */
  connect(clientId: string): void {
    this.#away.cancel(clientId);
  }

  /** A page is not connected: if it stays away it has left, and in the end its clientId is forgotten. */
  disconnect(clientId: string, timeout: number = this.#setting.timeouts.lostLink): void {
    const { hero, timeouts } = this.#setting;
    this.#away.set(clientId, timeout, () => {
      // When it cannot be recorded, the room is opened again and waits again.
      void this.leave(clientId).catch(() => undefined);
      this.#away.set(clientId, timeouts.forget, () => void hero.forget(clientId).catch(() => undefined));
    });
  }

  /** Records that a page is gone, if the state lists it. */
  async leave(clientId: string): Promise<void> {
    const { presence } = this.#setting.app;
    if (presence && this.#isListed(clientId)) await this.#setting.hero.emit(presence.leave(clientId));
  }

  close(): void {
    this.#away.cancelAll();
  }

  /** The name may be taken by the time that it is recorded: then another one is free. */
  async #arrive(clientId: string, person: string, name: string): Promise<string | null> {
    const { app, hero } = this.#setting;
    const { presence, entryRefusal } = app;
    if (!presence) return null;
    for (let attempt = 0; attempt < ATTEMPTS && !this.#isListed(clientId); attempt += 1) {
      const free = presence.freeName?.(hero.official.state, person, name) ?? name;
      await hero.emit(presence.enter(clientId, person, free));
    }
    if (this.#isListed(clientId)) return null;
    return entryRefusal?.(hero.official.state, { person, isNewcomer: false }) ?? 'no-place';
  }

  #isListed(clientId: string): boolean {
    const { app, hero } = this.#setting;
    return app.presence?.openClients(hero.official.state).includes(clientId) ?? false;
  }
}
