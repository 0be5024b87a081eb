import type { Intent } from '@button/sync';
import type { Hero } from '@button/sync/hero';
import type { App } from './app.ts';
import type { PageConnection } from './page-connection.ts';

/** The connected pages of one room, for what they are sent beside the record. */
export class Pages<State, I extends Intent> {
  readonly #app: App<State, I>;
  readonly #hero: Hero<State, I>;
  readonly #byClientId = new Map<number, PageConnection<State, I>>();

  constructor(app: App<State, I>, hero: Hero<State, I>) {
    this.#app = app;
    this.#hero = hero;
  }

  add(clientId: number, connection: PageConnection<State, I>): void {
    this.#byClientId.set(clientId, connection);
  }

  remove(clientId: number): void {
    this.#byClientId.delete(clientId);
  }

  /** The person behind a page; null if it only watches. */
  personOf(clientId: number): string | null {
    return this.#hero.official.clients.get(clientId)?.person ?? null;
  }

  /** The pages of a person. */
  of(person: string): readonly PageConnection<State, I>[] {
    return this.#withIds([...this.#byClientId.keys()].filter((clientId) => this.personOf(clientId) === person));
  }

  /** How many pages are connected from this address. Pages without one have none in common. */
  countFrom(address: string): number {
    if (address === '') return 0;
    return [...this.#byClientId.values()].filter((connection) => connection.address === address).length;
  }

  // Functions of the room, because a function for each session would cost memory for each page.
  readonly mayLink = (clientId: number): boolean =>
    this.#app.mayLink?.(this.#hero.official.state).includes(clientId) ?? false;

  /** A signal between pages that the app does not let link directly is lost. */
  readonly relay = (clientId: number, to: number, content: unknown): void => {
    const person = this.personOf(clientId);
    if (person === null || !this.mayLink(clientId) || !this.mayLink(to)) return;
    this.#byClientId.get(to)?.signal({ from: { clientId, person }, content });
  };

  /** Ends the visit of these pages, for the reason that the code names. */
  deny(clientIds: Iterable<number>, code: string): void {
    for (const connection of this.#withIds([...clientIds])) connection.deny({ code });
  }

  #withIds(clientIds: readonly number[]): readonly PageConnection<State, I>[] {
    return clientIds.flatMap((clientId) => this.#byClientId.get(clientId) ?? []);
  }
}
