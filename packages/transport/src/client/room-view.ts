/** What a page sees of its room. Never changed in place: a new one for every message and every emit. */
export interface RoomView<State> {
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
  /** In whose name this page acts; null when it only watches, or is not in the room yet. */
  readonly person: string | null;
  /** Whoever shows it in a later `RoomOptions` is the same person. */
  readonly personToken: string | null;
  /** Why Hero records nothing of this page for the moment; null when it does. */
  readonly notNow: string | null;
}
