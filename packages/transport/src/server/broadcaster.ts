import type { Intent } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import { encodeLines } from '../wire/lines.ts';
import type { SocketServer } from './socket-server.ts';

/**
 * Broadcasts recorded lines. The first lines of a quiet room go out at once; those that follow in the same turn of the
 * event loop, and in the turns after it until one brings nothing, share one message per turn. Each is encoded once.
 */
export class Broadcaster<I extends Intent> {
  readonly #server: SocketServer;
  /** By room: the lines that wait for the end of the turn. A room that is not here is quiet. */
  readonly #waiting = new Map<string, Recorded<I>[]>();

  constructor(server: SocketServer) {
    this.#server = server;
  }

  /** Sends lines to all connections that are subscribed to the room, now or at the end of this turn. */
  readonly broadcast = (room: string, lines: readonly Recorded<I>[]): void => {
    const waiting = this.#waiting.get(room);
    if (waiting) {
      for (const line of lines) waiting.push(line);
      return;
    }
    if (this.#waiting.size === 0) setImmediate(() => this.#endTurn());
    this.#waiting.set(room, []);
    this.#send(room, lines);
  };

  /** Sends the waiting lines of a room now, to the connections that are in it at this moment. */
  flush(room: string): void {
    const waiting = this.#waiting.get(room);
    if (waiting) this.#send(room, waiting.splice(0));
  }

  #endTurn(): void {
    for (const [room, { length }] of this.#waiting) {
      if (length > 0) this.flush(room);
      else this.#waiting.delete(room);
    }
    if (this.#waiting.size > 0) setImmediate(() => this.#endTurn());
  }

  #send(room: string, lines: readonly Recorded<I>[]): void {
    if (lines.length > 0) this.#server.to(room).emit('lines', encodeLines(lines));
  }
}
