import type { Intent, UnverifiedAction } from '@button/sync';

/** What a page sees of its room. Never changed in place: a new one for every message and every emit that changes it. */
export interface RoomView<State, I extends Intent = Intent> {
  /**
   * - `connecting`: not in the room yet;
   * - `live`;
   * - `lost`: it comes back by itself, and what is emitted meanwhile is sent then;
   * - `refused`: not let in, for good; `refused` says why.
   */
  readonly link: 'connecting' | 'live' | 'lost' | 'refused';
  /** The code of the refusal, such as `unknown-room` or `wrong-version`. */
  readonly refused: string | null;
  /** What people see: official plus unverified. Null before the first welcome. */
  readonly state: State | null;
  readonly officialState: State | null;
  /** How far in the record this page is. Null before the first welcome. */
  readonly serverSeq: number | null;
  /** How many actions of this page are not settled. */
  readonly unsettled: number;
  /** The clientId of this page; empty before the first welcome. */
  readonly clientId: string;
  /** Emitted by this page or told by a peer, in the order in which they are shown. */
  readonly unverifiedActions: readonly UnverifiedAction<I>[];
  /** The clientIds of the pages that this one has an open direct link to. */
  readonly peers: readonly string[];
  /** In whose name this page acts; null when it only watches, or is not in the room yet. */
  readonly person: string | null;
  /** Whoever shows it in a later `RoomOptions` is the same person. */
  readonly personToken: string | null;
  /** From here to Hero and back, as last measured, in milliseconds; null before. */
  readonly roundTrip: number | null;
  /** Why Hero records nothing at the moment, `too-many-actions` or `not-recorded`; null when it does. */
  readonly notNow: string | null;
}

/** What there is to see before the first welcome. */
export function nothingYet<State, I extends Intent>(personToken: string | null): RoomView<State, I> {
  return {
    ...{ link: 'connecting', refused: null, state: null, officialState: null, serverSeq: null },
    ...{
      person: null,
      personToken,
      notNow: null,
      clientId: '',
      unverifiedActions: [],
      unsettled: 0,
      peers: [],
      roundTrip: null,
    },
  };
}
