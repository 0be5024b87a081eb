import { rules } from '@button/mutations';
import { io, type Socket } from 'socket.io-client';
import type { EventsOfHero, EventsToHero, Welcome } from './hero-events.ts';

export type HeroSocket = Socket<EventsOfHero, EventsToHero>;

/** The version of PROTOCOL.md that the benchmark speaks. */
const PROTOCOL = 4;

/** The same for Hero and the relay, so that they compare: WebSocket only. */
export const socketOptions = { transports: ['websocket'], reconnection: false, forceNew: true };

/** Connects to Hero without a page, so that receiving costs the benchmark next to nothing. */
export function connectToHero(url: string): Promise<HeroSocket> {
  const socket: HeroSocket = io(url, socketOptions);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** Enters as a newcomer, and resolves with the welcome. */
export function enter(socket: HeroSocket, room: string): Promise<Welcome> {
  const me = { room, name: 'Bob', watches: false, personToken: null, returning: null };
  return new Promise((resolve, reject) => {
    socket.once('welcome', resolve);
    socket.once('denied', ({ code }) => reject(new Error(`Hero denied a player: ${code}`)));
    socket.emit('enter', { protocol: PROTOCOL, rules: rules.id, ...me });
  });
}
