import type { Intent } from './action.ts';
import type { Recorded, Snapshot } from './record/record.ts';

/** Where a client is in the record. */
export interface Position {
  readonly epoch: string;
  readonly serverSeq: number;
}

/** A client that was here before. Whoever takes it from the network has checked that the clientId is its own. */
export interface Returning {
  readonly clientId: string;
  readonly epoch: string;
  /** Null for a page that was loaded anew: it goes on under its clientId, but has no state, and needs a snapshot. */
  readonly serverSeq: number | null;
}

/** From an older `serverSeq` to now: by the tail of the log where it reaches, else by snapshot. */
export type CatchUp<State, I extends Intent> =
  { readonly snapshot: Snapshot<State> } | { readonly tail: readonly Recorded<I>[] };

/** The first thing a page says on every new link. */
export interface Enter {
  readonly room: string;
  /** What a newcomer wants to be called; null for a page that only watches. */
  readonly name: string | null;
  /** Proves that I am a person whom Hero met before. */
  readonly personToken: string | null;
  /** Who I was on the link before this one; the key proves it. */
  readonly returning: (Returning & { readonly clientKey: string }) | null;
}

/** The first thing Hero says: who this page is, and how it gets to now. */
export interface Welcome<State, I extends Intent> {
  /** The one I had, or a new one, which always comes with a snapshot. */
  readonly clientId: string;
  /** In whose name I act; null when I only watch. */
  readonly person: string | null;
  /** Hero has forgotten my old clientId: what I emitted under it and is not settled never will be official. */
  readonly expired: boolean;
  readonly catchUp: CatchUp<State, I>;
}

/** A welcome with what proves, next time, that I am who I am. */
export interface Entered<State, I extends Intent> extends Welcome<State, I> {
  readonly clientKey: string;
  readonly personToken: string | null;
}

/** What a client says to Hero once it was welcomed. */
export type MessageToHero<I extends Intent> =
  { readonly kind: 'emit'; readonly clientSeq: number; readonly action: I } | ({ readonly kind: 'catchUp' } & Position);

/** What a client tells its peers when it has emitted: they know already from whom it comes. */
export interface ActionToPeers<I extends Intent> {
  readonly clientSeq: number;
  readonly action: I;
}

/** Another page in the room, as Hero introduced it. */
export interface Peer {
  readonly clientId: string;
  readonly person: string;
}

/** How a client's messages leave the page. What cannot be carried at the moment is lost. */
export interface Ways<I extends Intent> {
  toHero(message: MessageToHero<I>): void;
  /** To every page that this one has a direct link to. */
  toPeers(told: ActionToPeers<I>): void;
}

/** Said to everybody in a room, or at its door, when its log has failed: it is opened anew for who comes back. */
export const NOT_RECORDED = { kind: 'notNow', reason: 'not-recorded', retryAfter: 1_000 } as const;

/** What Hero says to one client, or `official` to everyone, once it was welcomed. */
export type MessageToClient<State, I extends Intent> =
  | { readonly kind: 'official'; readonly recorded: readonly Recorded<I>[] }
  | { readonly kind: 'caughtUp'; readonly catchUp: CatchUp<State, I> }
  /** Actions are missing before the one that came: send again from this `clientSeq`. */
  | { readonly kind: 'sendAgain'; readonly from: number }
  /** Nothing is recorded, for now: send again, after so many milliseconds, all that is not settled. */
  | { readonly kind: 'notNow'; readonly reason: string; readonly retryAfter: number };
