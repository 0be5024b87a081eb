/** The rooms of an app: who may enter, who is there, and what Hero does after some time. */
export type { App, PresenceRules, Visitor } from './app.ts';
export { defaultLimits, defaultTimeouts, type Limits, type Timeouts } from './limits.ts';
export type { RoomCodes } from './room-codes.ts';
export { Rooms, type RoomsOptions } from './rooms.ts';
