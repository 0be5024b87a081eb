import { io, type Socket } from 'socket.io-client';
import type { EventsOfRelay, EventsToRelay } from '../relay/relay-message.ts';
import type { Player } from './player.ts';
import { RelayView } from './relay-view.ts';

/** Enters a room of the relay on Socket.IO. After a loss it connects again as Socket.IO's client does by default. */
export function enterSocketIo(url: string, room: string): Promise<Player> {
  const socket: Socket<EventsOfRelay, EventsToRelay> = io(url, { transports: ['websocket'], forceNew: true });
  const knows = new RelayView();
  socket.on('connect', () => socket.emit('enter', room));
  socket.on('news', (message) => knows.handleMessages([message]));
  socket.on('batch', (messages) => knows.handleMessages(messages));
  return new Promise((resolve) => {
    socket.on('welcome', (welcome) => {
      knows.handleWelcome(welcome);
      resolve({ knows, press: (round) => socket.emit('press', round), leave: () => socket.disconnect() });
    });
  });
}
