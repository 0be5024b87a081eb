import { io, type Socket } from 'socket.io-client';
import type { EventsOfRelay, EventsToRelay } from '../src/players/relay-events.ts';
import type { Player } from './player.ts';

/** Sends to a relay the actions that a player at Hero emits, and waits until they come back. */
export class PlayerAtRelay implements Player {
  readonly #socket: Socket<EventsOfRelay, EventsToRelay>;
  #clientSeq = 0;
  #round = 1;

  private constructor(socket: Socket<EventsOfRelay, EventsToRelay>) {
    this.#socket = socket;
  }

  static async enter(url: string): Promise<PlayerAtRelay> {
    const socket: Socket<EventsOfRelay, EventsToRelay> = io(url, { transports: ['websocket'], forceNew: true });
    await new Promise<void>((resolve) => {
      socket.once('welcome', resolve);
      socket.emit('enter', 'TOMAKI');
    });
    return new PlayerAtRelay(socket);
  }

  push(): Promise<unknown> {
    return this.#say({ type: 'clickTheButton', round: this.#round });
  }

  startNextRound(): Promise<unknown> {
    return this.#say({ type: 'startNextRound', round: this.#round++ });
  }

  #say(action: object): Promise<unknown> {
    return new Promise((resolve) => {
      this.#socket.once('said', resolve);
      const clientId = '11111111-2222-4333-8444-555555555555';
      this.#socket.emit('say', { clientId, clientSeq: ++this.#clientSeq, action });
    });
  }
}
