import type { Intent } from '../action.ts';

/** Who a page is to Hero, and in which epoch. */
export interface Identity {
  /** Empty before the first welcome. */
  readonly clientId: string;
  readonly epoch: string;
  /** Null for a page that only watches. */
  readonly person: string | null;
  /** The last that was given to an action. */
  readonly clientSeq: number;
}

/** What a page leaves to its successor after a reload, so that what it emitted counts, and counts once. Plain JSON. */
export interface Resumption<I extends Intent> extends Identity {
  readonly unsettled: readonly { readonly clientSeq: number; readonly intent: I }[];
}
