import type { Entered, Intent, Line, MessageToClient, SignalFromPeer } from '@button/sync';
import type { IceServer } from '../wire/events.ts';
import type { Announcer } from './announcer.ts';
import type { PipeSocket } from './pipe.ts';

/** A line over a socket. On a socket that is gone, nothing happens. */
export class SocketLine<State, I extends Intent> implements Line<State, I> {
  readonly address: string;
  readonly #socket: PipeSocket;
  readonly #announcer: Announcer<I>;
  readonly #iceServers: () => readonly IceServer[];
  #room: string | null = null;

  constructor(socket: PipeSocket, announcer: Announcer<I>, address: string, iceServers: () => readonly IceServer[]) {
    this.#socket = socket;
    this.#announcer = announcer;
    this.#iceServers = iceServers;
    this.address = address;
  }

  welcome(entered: Entered<State, I>): void {
    this.#socket.emit('welcome', { ...entered, iceServers: this.#iceServers() });
  }

  signal(signal: SignalFromPeer): void {
    this.#socket.emit('signal', signal);
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
