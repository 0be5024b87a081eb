/** Work that is done in the order of the calls: one after the other, or in several lanes. */
export class Turns {
  readonly #lanes: Promise<unknown>[];
  #taken = 0;

  constructor(lanes = 1) {
    this.#lanes = Array.from({ length: lanes }, () => Promise.resolve());
  }

  /** Does this work when all earlier work of its lane has ended, even if that failed. */
  take<T>(act: () => Promise<T>): Promise<T> {
    const lane = this.#taken++ % this.#lanes.length;
    const result = Promise.resolve(this.#lanes[lane]).then(act);
    this.#lanes[lane] = result.catch(() => undefined);
    return result;
  }

  /** Resolves when all work that was given so far has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#lanes);
  }
}
