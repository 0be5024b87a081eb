import type { Intent } from '../action.ts';
import type { Peer, Returning, Welcome } from '../messages.ts';
import type { Connection, Denied, Session } from './session.ts';

/** The rooms, as a transport serves them: they let a page in, or deny it with a code. */
export interface RoomService<State, I extends Intent> {
  /** The id of the rules: a page with other rules reloads. */
  readonly rulesId: string;
  /** @throws if nothing can be recorded at the moment; the page should try again. */
  enter(request: EntryRequest, connection: PageConnection<State, I>): Promise<RoomSession | Denied>;
}

/** A page's first message on every connection. */
export interface Enter {
  readonly room: string;
  /** The name that a newcomer asks for; null where the app needs none, and for a page that only watches. */
  readonly name: string | null;
  /** A page that only watches acts in no person's name. */
  readonly watches: boolean;
  /** Proves that the page belongs to a person that Hero knows. */
  readonly personToken: string | null;
  /** The client that this page was on its last connection; the key proves it. */
  readonly returning: (Returning & { readonly clientKey: string }) | null;
}

/** An `Enter` with the account of the person behind it. */
export interface EntryRequest extends Enter {
  /** The person's id in an app with accounts of its own, null when not signed in; `undefined` in an app without. */
  readonly account?: string | null;
}

/** A welcome with the proofs for the next connection. */
export interface Entered<State, I extends Intent> extends Welcome<State, I> {
  readonly clientKey: string;
  readonly personToken: string | null;
}

/** Carries messages to one page, in order, until it is closed. */
export interface PageConnection<State, I extends Intent> extends Pick<Connection<State, I>, 'send' | 'close'> {
  /** The remote address, for per-address rate limits. */
  readonly address: string;
  /** From this call on, and not a line of the record earlier, it receives the room's broadcasts. */
  subscribe(room: string): void;
  welcome(entered: Entered<State, I>): void;
  signal(signal: SignalFromPeer): void;
}

/** A page that was let in, as its transport uses it. Each emit is answered: in the record, or by a message. */
export interface RoomSession extends Pick<Session<unknown, Intent>, 'emit' | 'refuse' | 'catchUp'> {
  /** Forwards the content, unread, to the page with this clientId, if the two may be linked. */
  signal(to: string, content: unknown): void;
  /** The connection is gone. */
  leave(): void;
}

/** A message from one page to another, so that the two can link directly. Hero vouches for its sender. */
export interface SignalFromPeer {
  readonly from: Peer;
  readonly content: unknown;
}
