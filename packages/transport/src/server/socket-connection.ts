import type { Entered, Intent, Line, MessageToClient, SignalFromPeer } from '@button/sync';
import type { Socket } from 'socket.io';
import type { IceServer, MessagesToClient } from '../wire/to-client.ts';
import type { Broadcaster } from './broadcaster.ts';

/** A connection over a socket. On a socket that is gone, nothing happens. */
export class SocketConnection<State, I extends Intent> implements Line<State, I> {
  readonly address: string;
  readonly #socket: Socket;
  readonly #broadcaster: Broadcaster<I>;
  readonly #iceServers: () => readonly IceServer[];
  #room: string | null = null;

  constructor(
    socket: Socket,
    broadcaster: Broadcaster<I>,
    address: string,
    iceServers: () => readonly IceServer[],
  ) {
    this.#socket = socket;
    this.#broadcaster = broadcaster;
    this.#iceServers = iceServers;
    this.address = address;
  }

  welcome(entered: Entered<State, I>): void {
    this.#emit('welcome', { ...entered, iceServers: this.#iceServers() });
  }

  signal(signal: SignalFromPeer): void {
    this.#emit('signal', signal);
  }

  deny(denied: MessagesToClient<State, I>['denied']): void {
    this.#emit('denied', denied);
    this.close();
  }

  /** Says that a message was malformed, for people who write clients. */
  reportError(error: MessagesToClient<State, I>['protocolError']): void {
    this.#emit('protocolError', error);
  }

  join(room: string): void {
    this.#room = room;
    this.#broadcaster.flush(room);
    void this.#socket.join(room);
  }

  send({ kind, ...message }: MessageToClient<State, I>): void {
    this.#socket.emit(kind, message);
  }

  /** Everything that was broadcast before is sent before it ends. */
  close(): void {
    if (this.#room !== null) this.#broadcaster.flush(this.#room);
    this.#socket.disconnect(true);
  }

  #emit<Name extends keyof MessagesToClient<State, I>>(name: Name, message: MessagesToClient<State, I>[Name]): void {
    this.#socket.emit(name, message);
  }
}
