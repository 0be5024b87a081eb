import type { Intent, UnverifiedAction } from '@button/sync';
import type { MessagesToClient } from '../wire/to-client.ts';

/** What a page sees of its room. Immutable: each message or emit that changes it makes a new view. */
export interface RoomView<State, I extends Intent = Intent> {
  /**
   * - `connecting`: before the first welcome;
   * - `waiting`: at the door, until a person in the room lets this one in;
   * - `live`: in the room;
   * - `lost`: reconnecting; actions emitted meanwhile are sent afterwards;
   * - `denied`: not let in; the reason is in `denied`. For good, unless it is one of the options' `retries`;
   * - `closed`: ended for good by `close()`.
   */
  readonly link: 'connecting' | 'waiting' | 'live' | 'lost' | 'denied' | 'closed';
  /** Why the page was denied, as a code such as `unknown-room` or `wrong-version`; null if it was not. */
  readonly denied: string | null;
  /** The state that people see: official plus unverified actions. Null before the first welcome. */
  readonly state: State | null;
  /** The state after official actions only. Null before the first welcome. */
  readonly officialState: State | null;
  /** The number of the last line that this page has applied. Null before the first welcome. */
  readonly serverSeq: number | null;
  /** The number of this page's actions that are not settled. */
  readonly unsettled: number;
  /** The clientId of this page, below 0 if it only watches; null before the first welcome. */
  readonly clientId: number | null;
  /** The actions of this page and of peers that are not official yet, in the order in which they are applied. */
  readonly unverifiedActions: readonly UnverifiedAction<I>[];
  /** The clientIds of the pages with an open direct link to this one. */
  readonly peers: readonly number[];
  /** The id of this page's person; null if the page only watches, and before the first welcome. */
  readonly person: string | null;
  /** Proves the person: passed in `RoomOptions`, it makes a later page the same person. Secret. */
  readonly personToken: string | null;
  /** The last measured time to Hero and back, in milliseconds; null before the first measurement. */
  readonly roundTrip: number | null;
  /** What the person who keeps the door learns; null on the pages of all others. It may be old if that person changes. */
  readonly door: MessagesToClient<State, I>['door'] | null;
  /** Why Hero records nothing at the moment: `too-many-actions` or `not-recorded`. Null while it records. */
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
    clientId: null,
    unverifiedActions: [],
    peers: [],
    person: null,
    personToken,
    roundTrip: null,
    door: null,
    notNow: null,
  };
}
