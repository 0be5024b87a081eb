import type { Intent, Replica, UnverifiedAction } from '@button/sync';

/** What a page sees of its room. Never changed in place: there is a new one for every message and emit that changes it. */
export interface RoomView<State, I extends Intent = Intent> {
  /**
   * - `connecting`: not in the room yet;
   * - `live`;
   * - `lost`: it reconnects, and what is emitted meanwhile is sent then;
   * - `denied`: not let in, for good; `denied` says why;
   * - `closed`: by `close()`, for good.
   */
  readonly link: 'connecting' | 'live' | 'lost' | 'denied' | 'closed';
  /** The code of why the page is not let in, such as `unknown-room` or `wrong-version`; null if it is. */
  readonly denied: string | null;
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
  /** The person for whom this page acts; null when it only watches, or is not in the room yet. */
  readonly person: string | null;
  /** Makes a later page the same person, by its `RoomOptions`. */
  readonly personToken: string | null;
  /** From here to Hero and back, as last measured, in milliseconds; null before. */
  readonly roundTrip: number | null;
  /** Why Hero records nothing at the moment, `too-many-actions` or `not-recorded`; null when it does. */
  readonly notNow: string | null;
}

/** The view before the first welcome. */
export function viewBeforeWelcome<State, I extends Intent>(personToken: string | null): RoomView<State, I> {
  return {
    link: 'connecting',
    denied: null,
    state: null,
    officialState: null,
    serverSeq: null,
    unsettled: 0,
    clientId: '',
    unverifiedActions: [],
    peers: [],
    person: null,
    personToken,
    roundTrip: null,
    notNow: null,
  };
}

/** The client's part in the view. */
export function viewOf<State, I extends Intent>(replica: Replica<State, I>): Partial<RoomView<State, I>> {
  const { official, unverified, state } = replica;
  return {
    state,
    officialState: official && official.state,
    serverSeq: official && official.serverSeq,
    unverifiedActions: unverified,
    unsettled: unverified.filter(({ own }) => own !== null).length,
  };
}
