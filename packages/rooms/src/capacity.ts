import type { Intent } from '@button/sync';
import type { Hero, Returning } from '@button/sync/hero';
import { RateLimiter } from 'limiter';
import type { App } from './app.ts';
import type { Limits } from './limits.ts';

export interface CapacitySetting<State, I extends Intent> {
  readonly app: App<State, I>;
  readonly hero: Hero<State, I>;
  readonly limits: Limits;
}

/**
 * How many pages are in a room, and how much they may do together. People and pages that only watch are counted apart: neither
 * take the others' places.
 */
export class Capacity<State, I extends Intent> {
  readonly #setting: CapacitySetting<State, I>;
  /** The clientIds of the connected pages that only watch. */
  readonly #watchers = new Set<number>();
  /** The person of each page that is entering; null for one that only watches. */
  readonly #entering: (string | null)[] = [];
  /** Made when it is first needed: a quiet room needs none. */
  #actions: RateLimiter | null = null;

  constructor(setting: CapacitySetting<State, I>) {
    this.#setting = setting;
  }

  /** The clientIds of the connected pages that only watch. */
  get watchers(): ReadonlySet<number> {
    return this.#watchers;
  }

  /** Whether no page is connected, and none is entering. */
  get isEmpty(): boolean {
    return this.#setting.hero.sessions.size + this.#entering.length === 0;
  }

  isFullFor(person: string | null, returning: Returning | null): boolean {
    const { hero, limits } = this.#setting;
    const entering = this.#entering.filter((other) => (other === null) === (person === null)).length;
    if (person === null) return this.#watchers.size + entering >= limits.watchersPerRoom;
    if (hero.sessions.size - this.#watchers.size + entering < limits.peoplePerRoom) return false;
    // A page from another epoch gets another clientId, and so does not take its old place.
    const isBack = returning?.epoch === hero.official.epoch && hero.sessions.has(returning.clientId);
    return !isBack && !this.#hasEmptyPlace(person);
  }

  /** Takes an action from the budget that all pages share; returns whether there was one. */
  readonly takeAction = (): boolean => {
    const perSecond = this.#setting.limits.actionsPerSecondPerRoom;
    this.#actions ??= new RateLimiter({ tokensPerInterval: perSecond, interval: 'second' });
    return this.#actions.tryRemoveTokens(1);
  };

  /** Counts a page while it enters, until the returned function is called. */
  startEntering(person: string | null): () => void {
    this.#entering.push(person);
    return () => this.#entering.splice(this.#entering.indexOf(person), 1);
  }

  /** Counts a page that only watches, until it has left. */
  addWatcher(clientId: number): void {
    this.#watchers.add(clientId);
  }

  /** Returns whether it was a page that only watches. */
  removeWatcher(clientId: number): boolean {
    return this.#watchers.delete(clientId);
  }

  /** Whether the person has a place, and no page is in it: a full room still takes one page of theirs. */
  #hasEmptyPlace(person: string): boolean {
    const { app, hero } = this.#setting;
    const { state, clients } = hero.official;
    const isThere = [...hero.sessions.keys()].some((clientId) => clients.get(clientId)?.person === person);
    return !isThere && !this.#entering.includes(person) && (app.hasPlace?.(state, person) ?? false);
  }
}
