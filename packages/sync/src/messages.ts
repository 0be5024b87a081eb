import type { Intent } from './action.ts';
import type { Recorded, Snapshot } from './record/record.ts';

/** Where a client is in the record. */
export interface Position {
  readonly epoch: string;
  /** Null for a reloaded page: it keeps its clientId but has no state, and needs a snapshot. */
  readonly serverSeq: number | null;
}

/** A client that was here before. Hero's caller has checked that the clientId is its own. */
export interface Returning extends Position {
  readonly clientId: string;
}

/** From an older `serverSeq` to now: by the tail of the log if it reaches back far enough, else by snapshot. */
export type CatchUp<State, I extends Intent> =
  { readonly snapshot: Snapshot<State> } | { readonly tail: readonly Recorded<I>[] };

/** Hero's first message on every connection: the page's identity, and how it catches up. */
export interface Welcome<State, I extends Intent> {
  /**
   * The returning client's, or a new one, which always comes with a snapshot. If that does not list the old clientId, Hero
   * has forgotten it: unsettled actions under it never become official.
   */
  readonly clientId: string;
  /** The person in whose name this client acts; null if it only watches. */
  readonly person: string | null;
  readonly catchUp: CatchUp<State, I>;
}

/** An intent on its way, to Hero or to the peers. The link that it arrives on identifies its client. */
export interface Emission<I extends Intent> {
  readonly clientSeq: number;
  readonly action: I;
}

/** A client's messages to Hero, by name. */
export interface MessagesToHero<I extends Intent> {
  readonly emit: Emission<I>;
  readonly catchUp: Position;
}

/** Hero's messages to a client after the welcome, by name. */
export interface MessagesToClient<State, I extends Intent> {
  /** Broadcast to everyone in the room. */
  readonly official: { readonly lines: readonly Recorded<I>[] };
  /** The answer to `catchUp`. */
  readonly caughtUp: CatchUp<State, I>;
  /** An action arrived without its predecessors: send again from this `clientSeq`. */
  readonly sendAgain: { readonly from: number };
  /** Nothing is recorded for now: send everything unsettled again after `retryAfter` milliseconds. */
  readonly notNow: { readonly reason: string; readonly retryAfter: number };
}

/** Another page in the room, as Hero introduced it. */
export interface Peer {
  readonly clientId: string;
  readonly person: string;
}

/** How a client's messages leave the page. A message that cannot be sent at the moment is lost. */
export interface Outbox<I extends Intent> {
  toHero<Name extends keyof MessagesToHero<I>>(name: Name, message: MessagesToHero<I>[Name]): void;
  /** To every page that this one has a direct link to. */
  toPeers(emission: Emission<I>): void;
}
