/** Work that is done one after the other, in the order of the calls. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Does this work when all earlier work has ended, even if that failed. */
  take<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#last.then(act);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when all work that was given so far has ended. */
  async ended(): Promise<void> {
    await this.#last;
  }
}
