import type { Intent, Recorded } from '@button/sync';
import type { SocketServer } from './socket-server.ts';

/** Broadcasts what is recorded: all of one turn of the event loop in one message per room, encoded once. */
export class Broadcaster<I extends Intent> {
  readonly #server: SocketServer;
  readonly #pending = new Map<string, Recorded<I>[]>();

  constructor(server: SocketServer) {
    this.#server = server;
  }

  broadcast(room: string, recorded: readonly Recorded<I>[]): void {
    if (this.#pending.size === 0) setImmediate(() => this.#flushAll());
    const batch = this.#pending.get(room);
    if (batch) batch.push(...recorded);
    else this.#pending.set(room, [...recorded]);
  }

  /** Sends what is still pending to the connections that are in the room now. */
  flush(room: string): void {
    const recorded = this.#pending.get(room);
    this.#pending.delete(room);
    if (recorded) this.#server.to(room).emit('official', { recorded });
  }

  #flushAll(): void {
    for (const room of [...this.#pending.keys()]) this.flush(room);
  }
}
