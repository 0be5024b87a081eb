import type { Intent } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import type { Socket } from 'socket.io';
import { encodeLines } from '../wire/lines.ts';
import { defaultConnectionLimits } from './connection-limits.ts';
import type { SocketServer } from './socket-server.ts';

/**
 * How many connections a message may go to for each millisecond until the next: 100 ms for a crowd of a thousand. A core
 * sends to some 30 to 100 in a millisecond, and has to receive as well.
 */
const CONNECTIONS_PER_MS = 10;

/**
 * Broadcasts recorded lines. The first lines of a quiet room go out at once. Those that come while it is busy share a
 * message, which is encoded once: until the end of this turn of the event loop, and in a crowd for some milliseconds, so
 * that n people who arrive or push at once do not cost n times n messages.
 * @example
 * const broadcaster = new Broadcaster<NotesIntent>(openSocketServer({ maxMessageBytes: 16_384 }));
 * hero.subscribe((lines) => broadcaster.broadcast('TOMAKI', lines));
 */
export class Broadcaster<I extends Intent> {
  readonly #server: SocketServer;
  readonly #unsentBytes: number;
  /** By room: the lines that wait. A room that is not here is quiet. */
  readonly #waiting = new Map<string, Recorded<I>[]>();

  /** @param unsentBytes what may wait for one page; beyond it, its connection is closed */
  constructor(server: SocketServer, unsentBytes = defaultConnectionLimits.unsentBytes) {
    this.#server = server;
    this.#unsentBytes = unsentBytes;
  }

  /** From this size on, an answer to one page is sent as fast as the page reads it, and no lines are sent meanwhile. */
  get largeAnswer(): number {
    return this.#unsentBytes / 4;
  }

  /** Cuts the connection of a page for which too much waits, because it reads too slowly. Called after sending to one page. */
  closeIfBehind({ conn }: Socket): void {
    if (unsentBytes(conn) > this.#unsentBytes) this.#server.admission.cut(conn, 'unread');
  }

  /** What waits for all pages together, in bytes. It looks at each connection. */
  get allUnsentBytes(): number {
    let bytes = 0;
    for (const { conn } of this.#server.sockets.sockets.values()) bytes += unsentBytes(conn);
    return bytes;
  }

  /** Sends lines to all connections that are subscribed to the room, at once or with those that come meanwhile. */
  readonly broadcast = (room: string, lines: readonly Recorded<I>[]): void => {
    const waiting = this.#waiting.get(room);
    if (!waiting) return this.#send(room, lines);
    for (const line of lines) waiting.push(line);
    return undefined;
  };

  /** Sends the waiting lines of a room now, to the connections that are in it at this moment. */
  flush(room: string): void {
    const lines = this.#waiting.get(room)?.splice(0) ?? [];
    if (lines.length === 0) return;
    this.#server.to(room).emit('lines', encodeLines(lines));
    for (const id of this.#server.sockets.adapter.rooms.get(room) ?? []) {
      const socket = this.#server.sockets.sockets.get(id);
      if (socket) this.closeIfBehind(socket);
    }
  }

  #send(room: string, lines: readonly Recorded<I>[]): void {
    this.#waiting.set(room, [...lines]);
    this.flush(room);
    const size = this.#server.sockets.adapter.rooms.get(room)?.size ?? 0;
    const pause = Math.floor(size / CONNECTIONS_PER_MS);
    if (pause > 0) setTimeout(() => this.#endPause(room), pause).unref();
    else setImmediate(() => this.#endPause(room));
  }

  #endPause(room: string): void {
    const waiting = this.#waiting.get(room) ?? [];
    if (waiting.length > 0) this.#send(room, waiting);
    else this.#waiting.delete(room);
  }
}

/** Engine.IO keeps what it has not handed on in a field of its own. Counting by its events would cost memory for each page. */
function unsentBytes(connection: Socket['conn']): number {
  const packets: unknown = Reflect.get(connection, 'writeBuffer');
  if (!Array.isArray(packets)) throw new Error('Engine.IO has no buffer of this name.');
  let bytes = 0;
  for (const packet of packets) bytes += lengthOf(packet);
  return bytes;
}

function lengthOf(packet: unknown): number {
  const data = typeof packet === 'object' && packet !== null && 'data' in packet ? packet.data : null;
  return typeof data === 'string' ? data.length : 0;
}
