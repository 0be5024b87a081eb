import type { Entered, Intent, Line, MessageToClient } from '@button/sync';
import type { Announcer } from './announcer.ts';
import type { PipeSocket } from './pipe.ts';

/** A line over a socket. On a socket that is gone, nothing happens. */
export class SocketLine<State, I extends Intent> implements Line<State, I> {
  readonly address: string;
  readonly #socket: PipeSocket;
  readonly #announcer: Announcer<I>;
  #room: string | null = null;

  constructor(socket: PipeSocket, announcer: Announcer<I>, address: string) {
    this.#socket = socket;
    this.#announcer = announcer;
    this.address = address;
  }

  welcome(entered: Entered<State, I>): void {
    this.#socket.emit('welcome', entered);
  }

  join(room: string): void {
    this.#room = room;
    this.#announcer.flush(room);
    void this.#socket.join(room);
  }

  send(message: MessageToClient<State, I>): void {
    switch (message.kind) {
      case 'official':
        this.#socket.emit('official', { recorded: message.recorded });
        break;
      case 'caughtUp':
        this.#socket.emit('caughtUp', { catchUp: message.catchUp });
        break;
      case 'sendAgain':
        this.#socket.emit('sendAgain', { from: message.from });
        break;
      case 'notNow':
        this.#socket.emit('notNow', { reason: message.reason, retryAfter: message.retryAfter });
        break;
    }
  }

  /** What its room was told before is said before it ends. */
  close(): void {
    if (this.#room !== null) this.#announcer.flush(this.#room);
    this.#socket.disconnect(true);
  }
}
