import { DirectionConditions } from './direction-conditions.ts';

/** The simulated network between a page and Hero, or between a page and its peers. Good until it is changed. */
export class NetworkConditions {
  readonly out = new DirectionConditions();
  readonly back = new DirectionConditions();
  #isCut = false;
  readonly #channels = new Set<() => void>();

  /** While it is, no channel is open or can be opened. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Every channel is lost. */
  cut(): void {
    this.#isCut = true;
    this.#notify();
  }

  /** Channels that were to be opened meanwhile are opened. */
  restore(): void {
    this.#isCut = false;
    this.#notify();
  }

  /** Calls back after `cut` and `restore`. */
  subscribe(channel: () => void): void {
    this.#channels.add(channel);
  }

  unsubscribe(channel: () => void): void {
    this.#channels.delete(channel);
  }

  #notify(): void {
    for (const notify of [...this.#channels]) notify();
  }
}
