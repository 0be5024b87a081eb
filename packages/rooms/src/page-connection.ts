import type { Intent, Peer } from '@button/sync';
import type { CatchUp, Connection, Returning, Welcome } from '@button/sync/hero';

/** A page's request to enter a room. */
export interface EntryRequest {
  readonly room: string;
  /** The name that a newcomer asks for; null where the app needs none, and for a page that only watches. */
  readonly name: string | null;
  /** A page that only watches acts in no person's name. */
  readonly watches: boolean;
  /** Lets a page that only watches into a locked room. */
  readonly watchKey?: string;
  /** Proves that the page belongs to a person that Hero knows. */
  readonly personToken: string | null;
  /** The client that this page was on its last connection; the key proves it. */
  readonly returning: (Returning & { readonly clientKey: string }) | null;
  /** The person's id in an app with accounts of its own, null when not signed in; `undefined` in an app without. */
  readonly account?: string | null;
}

/** A welcome with the proofs for the next connection. */
export interface Entered<State, I extends Intent> extends Welcome<State, I> {
  readonly clientKey: string;
  readonly personToken: string | null;
}

/** A message from one page to another, so that the two can link directly. Hero vouches for its sender. */
export interface SignalFromPeer {
  readonly from: Peer;
  readonly content: unknown;
}

/** What a page of the person who keeps the door learns beside the record. */
export interface DoorView {
  /** Who waits to be let in, in the order in which they came. */
  readonly waiting: readonly { readonly person: string; readonly name: string }[];
  /** How many pages only watch. */
  readonly watching: number;
  /** Lets a page that only watches into the room while it is locked. */
  readonly watchKey: string;
}

/**
 * Carries messages to one page, in order, until it is closed. While the page reads a large answer it receives no lines, and
 * then `bringToNow` is called.
 */
export interface PageConnection<State, I extends Intent> extends Omit<
  Connection<State, I>,
  'subscribe' | 'welcome' | 'caughtUp'
> {
  /** The remote address as limits count it; empty if it is not known. */
  readonly address: string;
  /** From this call on, and not a line of the record earlier, it receives the room's broadcasts. */
  subscribe(room: string): void;
  welcome(entered: Entered<State, I>, bringToNow: () => void): void;
  caughtUp(catchUp: CatchUp<State, I>, bringToNow: () => void): void;
  signal(signal: SignalFromPeer): void;
  /** Sends the servers that help this client to link directly. */
  iceServersFor(clientId: number): void;
  door(view: DoorView): void;
  /** Sends the reason why the page may not be here any more, and closes the connection. */
  deny(denied: { readonly code: string }): void;
}
