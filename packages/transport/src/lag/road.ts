import { Direction } from './direction.ts';

/** How it is on the way from a page to Hero, or to its peers, and back. */
export class Road {
  readonly out = new Direction();
  readonly back = new Direction();
  #isCut = false;
  readonly #travellers = new Set<() => void>();

  /** While it is, no channel is open or can be opened. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Every channel on it is lost. */
  cut(): void {
    this.#isCut = true;
    this.#tell();
  }

  /** Channels that wait to be opened are opened. */
  mend(): void {
    this.#isCut = false;
    this.#tell();
  }

  /** Calls back after `cut` and `mend`, until the returned function is called. */
  subscribe(traveller: () => void): () => void {
    this.#travellers.add(traveller);
    return () => this.#travellers.delete(traveller);
  }

  #tell(): void {
    for (const traveller of [...this.#travellers]) traveller();
  }
}
