import type { IncomingMessage } from 'node:http';
import type { Intent } from '@button/sync';
import type { RoomService } from '@button/sync/hero';
import type { IceServer } from '../wire/to-client.ts';
import type { Broadcaster } from './broadcaster.ts';
import type { SocketServer } from './socket-server.ts';

export interface ServeOptions<State, I extends Intent> {
  readonly server: SocketServer;
  readonly rooms: RoomService<State, I>;
  readonly broadcaster: Broadcaster<I>;
  /** How large a message may be, in bytes of JSON. */
  readonly maxMessageBytes: number;
  /** There is a proxy of our own in front, whose X-Forwarded-For is to be believed. False by default. */
  readonly trustProxy?: boolean;
  /** What a page that is let in needs for direct links; passwords in it should be new each time. None by default. */
  readonly iceServers?: () => readonly IceServer[];
  /**
   * For an app with accounts of its own: the person's id, by the request that opened the connection, such as by its
   * cookies; null when not signed in. Asked each time that a page enters.
   */
  readonly authenticate?: (request: IncomingMessage) => string | null | Promise<string | null>;
  /** A page was denied, or a message was malformed. (The rooms report what they refuse.) */
  readonly onRejected: (code: string, details: Readonly<Record<string, unknown>>) => void;
  /** Something failed. The page is told "not now" and its connection ended; it comes back later. */
  readonly onFailure: (error: unknown) => void;
}
