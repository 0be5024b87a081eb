import { io, type Socket } from 'socket.io-client';
import { socketOptions } from './hero-socket.ts';
import type { EventsOfRelay, EventsToRelay } from './relay-events.ts';

export type RelaySocket = Socket<EventsOfRelay, EventsToRelay>;

/** Connects to the relay, and enters a room. */
export function enterRelay(url: string, room: string): Promise<RelaySocket> {
  const socket: RelaySocket = io(url, socketOptions);
  return new Promise((resolve, reject) => {
    socket.once('connect_error', reject);
    socket.once('welcome', () => resolve(socket));
    socket.emit('enter', room);
  });
}
