import type { IncomingMessage } from 'node:http';
import type { IceServer } from '../wire/to-client.ts';
import type { Proxies } from './proxies.ts';

/**
 * For an app with accounts of its own: finds the id of the person by the request that opened the connection, for
 * example by its cookies. Null if the person is not signed in.
 */
export type Authenticate = (request: IncomingMessage) => string | null | Promise<string | null>;

/**
 * The STUN and TURN servers that help this client to link directly. Called each time a page that may link asks, every few
 * minutes: passwords should be new each time, and last for ten minutes.
 */
export type MakeIceServers = (clientId: number) => readonly IceServer[];

/** The settings of `serveRooms`. */
export interface ServeSetting {
  /** The size of the largest message that is accepted, in bytes of JSON. */
  readonly maxMessageBytes: number;
  readonly proxies: Proxies;
  /** Whether there is too much to do for newcomers, who are then told "not now". Those who return are let in. */
  readonly isOverloaded: () => boolean;
  readonly iceServers: MakeIceServers;
  /** Called each time a page enters. */
  readonly authenticate?: Authenticate | undefined;
  /** A page was denied, or a message was malformed. (The rooms report refused actions.) */
  readonly onRejected: (code: string, details: Readonly<Record<string, unknown>>) => void;
  /** Something failed. The connection is closed, after a "not now" if the page was entering; the page reconnects. */
  readonly onFailure: (error: unknown) => void;
}
