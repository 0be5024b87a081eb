import type { Intent } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import { encodeLines } from '../wire/lines.ts';
import type { SocketServer } from './socket-server.ts';

/** Broadcasts recorded lines: all lines of one turn of the event loop in one message per room, encoded once. */
export class Broadcaster<I extends Intent> {
  readonly #server: SocketServer;
  readonly #pending = new Map<string, Recorded<I>[]>();

  constructor(server: SocketServer) {
    this.#server = server;
  }

  /** Sends lines to all connections that are subscribed to the room, at the end of this turn. */
  readonly broadcast = (room: string, lines: readonly Recorded<I>[]): void => {
    if (this.#pending.size === 0) setImmediate(() => this.#flushAll());
    const batch = this.#pending.get(room);
    if (batch) batch.push(...lines);
    else this.#pending.set(room, [...lines]);
  };

  /** Sends the pending lines of a room now, to the connections that are in it at this moment. */
  flush(room: string): void {
    const lines = this.#pending.get(room);
    this.#pending.delete(room);
    if (lines) this.#server.to(room).emit('lines', encodeLines(lines));
  }

  #flushAll(): void {
    for (const room of [...this.#pending.keys()]) this.flush(room);
  }
}
