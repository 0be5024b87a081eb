import type { Intent, Recorded } from '@button/sync';
import type { Pipe } from './pipe.ts';

/** Tells rooms what is recorded: all of one turn of the event loop in one message per room, encoded once. */
export class Announcer<I extends Intent> {
  readonly #pipe: Pipe;
  readonly #untold = new Map<string, Recorded<I>[]>();

  constructor(pipe: Pipe) {
    this.#pipe = pipe;
  }

  tell(room: string, recorded: readonly Recorded<I>[]): void {
    if (this.#untold.size === 0) setImmediate(() => this.#flushAll());
    const batch = this.#untold.get(room);
    if (batch) batch.push(...recorded);
    else this.#untold.set(room, [...recorded]);
  }

  /** Tells those who are in the room now what it was not told yet. */
  flush(room: string): void {
    const recorded = this.#untold.get(room);
    this.#untold.delete(room);
    if (recorded) this.#pipe.to(room).emit('official', { recorded });
  }

  #flushAll(): void {
    for (const room of [...this.#untold.keys()]) this.flush(room);
  }
}
