import type { Intent } from '@button/sync';
import type { Denied, Session } from '@button/sync/hero';
import type { MessagesToHero } from '../wire/to-hero.ts';
import type { SocketConnection } from './socket-connection.ts';

/** The rooms, as this transport serves them: they let a page in, or deny it with a code. */
export interface RoomService<State, I extends Intent> {
  /** The id of the rules: a page with other rules reloads. */
  readonly rulesId: string;
  /** Whether the page has proof that its person was in the room before. Nothing is read for it. */
  isReturning(request: EntryRequest): boolean;
  /** @throws if nothing can be recorded at the moment; the page should try again. */
  enter(request: EntryRequest, connection: PageConnection<State, I>): Promise<RoomSession | Denied | WaitingPage>;
}

/** A page that waits for a person in the room to let it in. */
export interface WaitingPage {
  readonly waiting: Promise<RoomSession | Denied>;
  /** The connection is gone. */
  leave(): void;
}

/** A page's first message, and the rest of its connection. */
export type EntryRequest = MessagesToHero['enter'] & {
  readonly room: string;
  /** The person's id in an app with accounts of its own, null when not signed in; `undefined` in an app without. */
  readonly account?: string | null;
};

/** A page, as the rooms reach it. */
export type PageConnection<State, I extends Intent> = Pick<
  SocketConnection<State, I>,
  | 'address'
  | 'subscribe'
  | 'welcome'
  | 'caughtUp'
  | 'sendAgain'
  | 'notNow'
  | 'signal'
  | 'iceServersFor'
  | 'door'
  | 'deny'
  | 'close'
>;

/** A page that was let in. Each emit is answered: in the record, or by a message. */
export interface RoomSession extends Pick<Session<unknown, Intent>, 'emit' | 'refuse' | 'catchUp'> {
  /** Forwards the content, unread, to the page with this clientId, if the two may be linked. */
  signal(to: number, content: unknown): void;
  /** Sends the page the servers for direct links, if it may be linked. */
  askIceServers(): void;
  /** Sends away a person who waits to be let in, or with null all pages that only watch, if this page may. */
  sendAway(person: string | null): void;
  /** The connection is gone. */
  leave(): void;
}
