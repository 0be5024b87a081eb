/** Rooms for React: a component that is shown is in its room. */
export { useRoom, type RoomInUse } from './use-room.ts';
