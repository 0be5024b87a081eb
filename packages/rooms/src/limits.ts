import type { Rate } from '@button/sync';

/** What one page, address or room may use, so that others have it too. */
export interface Limits {
  readonly actionsPerSecond: number;
  readonly newRoomsPerMinute: number;
  readonly wrongCodesPerMinute: number;
  /** Connected to one room: people, and pages that only watch. */
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

/** Signals between pages: enough to link to seven others at once, again and again. */
export const signalRate: Rate = { atOnce: 300, perSecond: 30 };

/** How long the rooms wait, in milliseconds. */
export interface Timeouts {
  /** For a page whose link was lost, before its person has left: long enough for a reload. */
  readonly lostLink: number;
  /** For pages that were here when the last Hero process died. */
  readonly wake: number;
  /** For a client that left, before it is forgotten and its clientId expires. */
  readonly forget: number;
  /** For anybody to come back, before an empty room goes to sleep and forgets its clients. */
  readonly sleep: number;
  /** For anything to happen in a room, before it is deleted. */
  readonly keep: number;
}

const MINUTE = 60_000;

export const defaultTimeouts: Timeouts = {
  lostLink: 5_000,
  wake: 30_000,
  forget: 60 * MINUTE,
  sleep: 10 * MINUTE,
  keep: 30 * 24 * 60 * MINUTE,
};
