import { io, type Socket } from 'socket.io-client';
import type { EventsToClient, EventsToHero, Unchecked } from '../wire/events.ts';

/** Socket.IO with our events. What comes in is unknown until it was checked. */
export type Pipe = Socket<Unchecked<EventsToClient>, EventsToHero>;

/**
 * Socket.IO as a pipe and nothing more: its reconnection, retries and buffers are not used. WebSocket first; polling
 * where that is refused.
 */
export function openPipe(url: string | undefined): Pipe {
  const options = {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    reconnection: false,
    autoConnect: false,
  };
  return url === undefined ? io(options) : io(url, options);
}
