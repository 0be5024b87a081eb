/** An action without its person, as it travels and is recorded: plain JSON, a type and its payload. */
export interface Intent {
  readonly type: string;
}

/** An intent with its person: an opaque id, which Hero took from the connection. Mutations see actions only. */
export type Action<I extends Intent> = I & { readonly person: string };

/** The person in whose name Hero itself acts. No token is ever signed for it. */
export const HERO = 'Hero';

/** The identity of an action, for ever. `clientId` is the `serverSeq` of the client's join; `clientSeq` is 1, 2, 3… for each client. */
export interface ActionId {
  readonly clientId: number;
  readonly clientSeq: number;
}

/** Emitted by this page or received from a peer, not yet official. */
export interface UnverifiedAction<I extends Intent> extends ActionId {
  readonly action: Action<I>;
  /** The intent that this page emitted, as it goes to Hero; null for a peer's action. */
  readonly own: I | null;
}

/** The facts that Hero's record adds to an action. */
export interface OfficialFacts {
  /** 1, 2, 3… for each room, with no gap. */
  readonly serverSeq: number;
  /** Milliseconds since 1970 when the action reached Hero; never goes back within a room. */
  readonly serverTime: number;
}

/** The facts that a mutation is given with an action. */
export interface Facts extends Omit<OfficialFacts, 'serverSeq'> {
  /** Null for an unverified action, which sees the last official time. */
  readonly serverSeq: number | null;
}

/** The facts for a mutation that needs randomness. */
export interface SeededFacts extends Facts {
  /** 32 random bits that Hero drew for this action alone: 0 … 2³² − 1. Null for an unverified action. */
  readonly seed: number | null;
}
