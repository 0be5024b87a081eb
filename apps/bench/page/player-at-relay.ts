import { io, type Socket } from 'socket.io-client';
import type { EventsOfRelay, EventsToRelay } from '../src/relay/relay-message.ts';
import type { Player } from './player.ts';

/** Presses at a relay, and waits until the press comes back. */
export class PlayerAtRelay implements Player {
  readonly #socket: Socket<EventsOfRelay, EventsToRelay>;
  #round = 0;

  private constructor(socket: Socket<EventsOfRelay, EventsToRelay>) {
    this.#socket = socket;
  }

  static async enter(url: string): Promise<PlayerAtRelay> {
    const socket: Socket<EventsOfRelay, EventsToRelay> = io(url, { transports: ['websocket'], forceNew: true });
    await new Promise<void>((resolve) => {
      socket.once('welcome', () => resolve());
      socket.emit('enter', 'TOMAKI');
    });
    return new PlayerAtRelay(socket);
  }

  push(): Promise<unknown> {
    return new Promise((resolve) => {
      this.#socket.once('news', resolve);
      this.#socket.emit('press', ++this.#round);
    });
  }

  /** A press for the next round begins it. */
  startNextRound(): Promise<unknown> {
    return Promise.resolve();
  }
}
