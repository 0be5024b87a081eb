import type { IncomingMessage } from 'node:http';
import type { IceServer } from '../wire/to-client.ts';

/**
 * For an app with accounts of its own: the person's id, by the request that opened the connection, such as by its
 * cookies; null when not signed in.
 */
export type Authenticate = (request: IncomingMessage) => string | null | Promise<string | null>;

export interface ServeSetting {
  /** How large a message may be, in bytes of JSON. */
  readonly maxMessageBytes: number;
  /** There is a proxy of our own in front, whose X-Forwarded-For is to be believed. */
  readonly trustProxy: boolean;
  /** What a page that is let in needs for direct links; passwords in it should be new each time. */
  readonly iceServers: () => readonly IceServer[];
  /** Asked each time that a page enters. */
  readonly authenticate?: Authenticate | undefined;
  /** A page was denied, or a message was malformed. (The rooms report what is refused in their record.) */
  readonly onRejected: (code: string, details: Readonly<Record<string, unknown>>) => void;
  /** Something failed. The page is told "not now" and its connection ended; it comes back later. */
  readonly onFailure: (error: unknown) => void;
}
