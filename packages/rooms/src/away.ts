/** Who is not connected at the moment, and what happens when they stay away. */
export class Away {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** After so many milliseconds without a `comeBack`, does what is due. */
  leave(clientId: string, patience: number, whatIsDue: () => void): void {
    this.comeBack(clientId);
    const timer = setTimeout(() => {
      this.#timers.delete(clientId);
      whatIsDue();
    }, patience);
    this.#timers.set(clientId, timer.unref());
  }

  comeBack(clientId: string): void {
    clearTimeout(this.#timers.get(clientId));
    this.#timers.delete(clientId);
  }

  close(): void {
    for (const clientId of [...this.#timers.keys()]) this.comeBack(clientId);
  }
}
