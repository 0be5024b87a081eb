/** What one person, address or room may take, so that nobody takes it from the others. */
export interface Limits {
  readonly actionsPerSecond: number;
  readonly newRoomsPerMinute: number;
  readonly wrongCodesPerMinute: number;
  /** Who is connected to one room: people, and pages that only watch. */
  readonly peoplePerRoom: number;
  readonly rooms: number;
}

export const defaultLimits: Limits = {
  actionsPerSecond: 50,
  newRoomsPerMinute: 20,
  wrongCodesPerMinute: 20,
  peoplePerRoom: 250,
  rooms: 10_000,
};

/** How long the household waits, in milliseconds. */
export interface Patience {
  /** For a page whose link was lost, before its person has left: long enough for a reload. */
  readonly lostLink: number;
  /** For those who were here when the last Hero process died. */
  readonly wake: number;
  /** For a client that left, before it is forgotten and its clientId expires. */
  readonly forget: number;
  /** For anybody to come back, before an empty room goes to sleep and forgets who was there. */
  readonly sleep: number;
  /** For anything to happen in a room, before it is deleted. */
  readonly keep: number;
}

const MINUTE = 60_000;

export const defaultPatience: Patience = {
  lostLink: 5_000,
  wake: 30_000,
  forget: 60 * MINUTE,
  sleep: 10 * MINUTE,
  keep: 30 * 24 * 60 * MINUTE,
};
