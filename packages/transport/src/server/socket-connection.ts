import type { Intent } from '@button/sync';
import type { CatchUp } from '@button/sync/hero';
import type { Socket } from 'socket.io';
import { encodeCatchUp, type IceServer, type MessagesToClient } from '../wire/to-client.ts';
import type { Broadcaster } from './broadcaster.ts';

export interface SocketConnectionParts<I extends Intent> {
  readonly socket: Socket;
  readonly address: string;
  readonly broadcaster: Broadcaster<I>;
  readonly iceServers: () => readonly IceServer[];
}

/** A page's connection over a socket. Its methods do nothing once the socket is disconnected. */
export class SocketConnection<State, I extends Intent> {
  readonly #parts: SocketConnectionParts<I>;
  #room: string | null = null;

  constructor(parts: SocketConnectionParts<I>) {
    this.#parts = parts;
  }

  /** The remote address, for per-address rate limits. */
  get address(): string {
    return this.#parts.address;
  }

  /** From this call on, and not a line of the record earlier, it receives the room's broadcasts. */
  subscribe(room: string): void {
    this.#room = room;
    this.#parts.broadcaster.flush(room);
    void this.#parts.socket.join(room);
  }

  welcome(entered: Omit<MessagesToClient<State, I>['welcome'], 'iceServers'>): void {
    const catchUp = encodeCatchUp(entered.catchUp);
    const iceServers = this.#parts.iceServers();
    this.#parts.socket.emit('welcome', { ...entered, catchUp, ...(iceServers.length > 0 && { iceServers }) });
  }

  caughtUp(catchUp: CatchUp<State, I>): void {
    this.#parts.socket.emit('caughtUp', encodeCatchUp(catchUp));
    this.#parts.broadcaster.closeIfBehind(this.#parts.socket);
  }

  sendAgain(from: number): void {
    this.#emit('sendAgain', { from });
  }

  notNow(reason: string, retryAfter: number): void {
    this.#emit('notNow', { reason, retryAfter });
  }

  signal(signal: MessagesToClient<State, I>['signal']): void {
    this.#emit('signal', signal);
  }

  /** Sends the reason why the page is not let in, and closes the connection. */
  deny(denied: MessagesToClient<State, I>['denied']): void {
    this.#emit('denied', denied);
    this.close();
  }

  /** Answers a malformed message. */
  reportError(error: MessagesToClient<State, I>['protocolError']): void {
    this.#emit('protocolError', error);
  }

  /** Closes the connection, after sending every line that was broadcast before. */
  close(): void {
    if (this.#room !== null) this.#parts.broadcaster.flush(this.#room);
    this.#parts.socket.disconnect(true);
  }

  #emit<Name extends keyof MessagesToClient<State, I>>(name: Name, message: MessagesToClient<State, I>[Name]): void {
    this.#parts.socket.emit(name, message);
    this.#parts.broadcaster.closeIfBehind(this.#parts.socket);
  }
}
