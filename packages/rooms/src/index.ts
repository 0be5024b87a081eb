/** Hero's household: the rooms, who may enter, and who is there. */
export type { Game } from './game.ts';
export { defaultLimits, defaultPatience, type Limits, type Patience } from './limits.ts';
export { Rooms, type RoomsParts } from './rooms.ts';
