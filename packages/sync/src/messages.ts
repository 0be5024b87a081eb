import type { Intent } from './action.ts';
import type { Recorded, Snapshot } from './record/record.ts';

/** Where a client is in the record. */
export interface Position {
  readonly epoch: string;
  /** Null for a page that needs a snapshot, such as a reloaded one, which keeps its clientId but has no state. */
  readonly serverSeq: number | null;
}

/** A client that was here before. Hero's caller has checked that the clientId is its own. */
export interface Returning extends Position {
  readonly clientId: number;
}

/** From an older `serverSeq` to now: by the tail of the log if it reaches back far enough, else by snapshot. */
export type CatchUp<State, I extends Intent> =
  { readonly snapshot: Snapshot<State> } | { readonly tail: readonly Recorded<I>[] };

/** Hero's first message on every connection: the page's identity, and how it catches up. */
export interface Welcome<State, I extends Intent> {
  /**
   * The returning client's, or a new one, which always comes with a snapshot. If that does not list the old clientId, Hero
   * has forgotten it: unsettled actions under it never become official. Below 0 for a page that only watches.
   */
  readonly clientId: number;
  readonly catchUp: CatchUp<State, I>;
}

/** Another page in the room, as Hero introduced it. */
export interface Peer {
  readonly clientId: number;
  readonly person: string;
}

/** How a client's messages leave the page. A message that cannot be sent at the moment is lost. */
export interface Outbox<I extends Intent> {
  emit(clientSeq: number, intent: I): void;
  /** Asks for the lines after this position, or for a snapshot. */
  catchUp(from: Position): void;
  /** To every page that this one has a direct link to. */
  toPeers(clientSeq: number, intent: I): void;
}
