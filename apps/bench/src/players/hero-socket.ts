import { rules } from '@button/mutations';
import { io, type Socket } from 'socket.io-client';
import type { EventsOfHero, EventsToHero, Welcome } from './hero-events.ts';

export type HeroSocket = Socket<EventsOfHero, EventsToHero>;

/** The version of PROTOCOL.md that is used here. */
const PROTOCOL = 4;

/** Nothing but a WebSocket, to Hero and to the relay alike. */
export const socketOptions = { transports: ['websocket'], reconnection: false, forceNew: true };

/** A socket that speaks to Hero without a page: what it takes to listen is next to nothing. */
export function connectToHero(url: string): Promise<HeroSocket> {
  const socket: HeroSocket = io(url, socketOptions);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** Enters as a newcomer. */
export function enter(socket: HeroSocket, room: string): Promise<Welcome> {
  const me = { room, name: 'Bob', watches: false, personToken: null, returning: null };
  return new Promise((resolve, reject) => {
    socket.once('welcome', resolve);
    socket.once('denied', ({ code }) => reject(new Error(`Hero did not let a player in: ${code}`)));
    socket.emit('enter', { protocol: PROTOCOL, rules: rules.id, ...me });
  });
}
