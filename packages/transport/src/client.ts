/** A page's end of the wire: a link to one room, which comes back by itself. */
export { readHandOver, type KeyedHandOver } from './client/hand-over.ts';
export { RoomLink } from './client/room-link.ts';
export type { RoomOptions } from './client/room-options.ts';
export { nothingYet, type RoomView } from './client/room-view.ts';
