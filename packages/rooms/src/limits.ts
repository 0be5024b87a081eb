import type { RateLimiterOpts } from 'limiter';

/** Limits per page, address and room, so that enough is left for the others. */
export interface Limits {
  /** Per connection. */
  readonly actionsPerSecond: number;
  /** Of all pages in one room together. A class of 40 may do 25 a second each. */
  readonly actionsPerSecondPerRoom: number;
  /** Pages of one remote address connected to one room, those that only watch included. */
  readonly pagesPerAddress: number;
  /** Per remote address, of which an IPv6 network of 64 bits is one. */
  readonly newRoomsPerMinute: number;
  /** Per remote address: rooms that exist, of those that were created since the server started. */
  readonly roomsPerAddress: number;
  /**
   * Per remote address: entering rooms that do not exist. After them, a page gets into a room only with a token of it, or
   * if a page of the same address is there or has created it.
   */
  readonly wrongCodesPerMinute: number;
  /** The same, of all addresses together: many addresses may guess for one person. */
  readonly wrongCodesPerMinuteInAll: number;
  /** Pages of people connected to one room. Above it, one page of each person with a place still gets in. */
  readonly peoplePerRoom: number;
  /** Pages connected to one room that only watch. */
  readonly watchersPerRoom: number;
  /** Rooms that exist, awake or asleep. Above it, a room that never had two people makes way for a new one. */
  readonly rooms: number;
}

export const defaultLimits: Limits = {
  actionsPerSecond: 50,
  actionsPerSecondPerRoom: 1_000,
  pagesPerAddress: 100,
  newRoomsPerMinute: 60,
  roomsPerAddress: 500,
  wrongCodesPerMinute: 20,
  wrongCodesPerMinuteInAll: 1_000,
  peoplePerRoom: 250,
  watchersPerRoom: 50,
  rooms: 10_000,
};

/** Signals from one page to others: enough to link to seven pages at once, again and again. */
export const signalRate: RateLimiterOpts = { tokensPerInterval: 300, interval: 10_000 };

/** People who wait to be let into a room; others are denied, and may ask again later. */
export const WAITING_PER_ROOM = 50;
/** Of one address: a class that comes late. */
export const WAITING_PER_ADDRESS = 20;
/** Requests of one address to be let into one room. */
export const KNOCKS_PER_MINUTE = 40;
/** From a change at the door until the person who keeps it is shown it, in milliseconds. */
export const DOOR_DELAY = 100;

/** How long the rooms wait for each of these, in milliseconds. */
export interface Timeouts {
  /** From the loss of a page's connection until the page has left; long enough for a reload. */
  readonly lostLink: number;
  /** From a room's waking until the pages that its log lists have left, unless they come back. */
  readonly wake: number;
  /** From a client's leaving until it is forgotten and its clientId expires. */
  readonly forget: number;
  /** From the moment when a room is empty until it goes to sleep, which forgets its clients. */
  readonly sleep: number;
  /** From a room's creation until it is deleted if no page has entered it: the next whole hours that the server is up. */
  readonly unused: number;
  /** From the last line of a room's record until the room is deleted; only whole hours count in which the server is up. */
  readonly keep: number;
}

const MINUTE = 60_000;

export const defaultTimeouts: Timeouts = {
  lostLink: 5_000,
  wake: 30_000,
  forget: 60 * MINUTE,
  sleep: 10 * MINUTE,
  unused: 60 * MINUTE,
  keep: 30 * 24 * 60 * MINUTE,
};
