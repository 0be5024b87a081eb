import { DirectionConditions } from './direction-conditions.ts';

/** The simulated network between a page and Hero, or between a page and its peers. Good until changed. */
export class NetworkConditions {
  readonly out = new DirectionConditions();
  readonly back = new DirectionConditions();
  #isCut = false;
  readonly #listeners = new Set<() => void>();

  /** While true, no channel is open or can be opened. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Loses every channel. */
  cut(): void {
    this.#isCut = true;
    this.#notify();
  }

  /** Ends the cut, and opens the channels that were to be opened meanwhile. */
  restore(): void {
    this.#isCut = false;
    this.#notify();
  }

  /** Calls back after `cut` and `restore`. */
  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  unsubscribe(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  #notify(): void {
    for (const notify of [...this.#listeners]) notify();
  }
}
