/** The rooms of an app: entry, presence, limits, alarms, and when a room wakes and sleeps. */
export type { App, PresenceRules, Visitor } from './app.ts';
export { defaultLimits, defaultTimeouts, type Limits, type Timeouts } from './limits.ts';
export type { Deletion } from './old-rooms.ts';
export { spokenCodes, type RoomCodes } from './room-codes.ts';
export { Rooms, type RoomsOptions } from './rooms.ts';
