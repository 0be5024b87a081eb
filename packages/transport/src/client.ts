/** A page's end of the wire: a link to one room, which comes back by itself. */
export { RoomLink, type RoomOptions } from './client/room-link.ts';
export type { RoomView } from './client/room-view.ts';
