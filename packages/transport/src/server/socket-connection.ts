import type { Intent } from '@button/sync';
import type { CatchUp } from '@button/sync/hero';
import type { Socket } from 'socket.io';
import { PacketType } from 'socket.io-parser';
import { encodeCatchUp, withJson, type MessagesToClient } from '../wire/to-client.ts';
import { PIECE } from '../wire/pieces.ts';
import { MESSAGE_BYTES } from '../wire/protocol.ts';
import type { Admission } from './admission.ts';
import type { Broadcaster } from './broadcaster.ts';
import { LargeAnswer } from './large-answer.ts';
import type { MakeIceServers } from './serve-setting.ts';

export interface SocketConnectionParts<I extends Intent> {
  readonly socket: Socket;
  readonly address: string;
  readonly broadcaster: Broadcaster<I>;
  readonly admission: Admission;
  /** The size of the largest message that is accepted. */
  readonly messageBytes: number;
  readonly iceServers: MakeIceServers;
}

/** A page's connection over a socket. Its methods do nothing once the socket is disconnected. */
export class SocketConnection<State, I extends Intent> {
  readonly #parts: SocketConnectionParts<I>;
  #room: string | null = null;
  /** The size of the last answer. */
  #answered = 0;
  /** The large answer that the page is reading. */
  #underWay: LargeAnswer | null = null;

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

  /**
   * Lets the page in. If the answer is large, no lines follow until the page has read it; then `bringToNow` is called, to
   * send those that were recorded meanwhile.
   */
  welcome(
    { catchUp, ...entered }: Omit<MessagesToClient<State, I>['welcome'], 'messageBytes'>,
    bringToNow: () => void,
  ): void {
    const { messageBytes } = this.#parts;
    const rest = { ...entered, ...(messageBytes !== MESSAGE_BYTES && { messageBytes }) };
    this.#answer('welcome', withJson(rest, 'catchUp', encodeCatchUp(catchUp)), bringToNow);
  }

  /** Answers `catchUp`, like `welcome`. While an answer is under way, the page needs no other: it is brought to now after it. */
  caughtUp(catchUp: CatchUp<State, I>, bringToNow: () => void): void {
    if (!this.#underWay) this.#answer('caughtUp', encodeCatchUp(catchUp), bringToNow);
  }

  /** The page has entered. Its welcome has a price too. */
  handleEntered(): void {
    const { socket, admission } = this.#parts;
    admission.handleEntered(socket.conn);
    this.charge();
  }

  /** Takes the price of the last answer, which the page asked for. */
  charge(): void {
    const { socket, admission } = this.#parts;
    admission.charge(socket.conn, this.#answered);
  }

  /** The page has read a piece of a large answer. After the last one it receives lines again. */
  handlePieceRead(): void {
    const answer = this.#underWay;
    if (answer?.handleRead() !== 'whole') return;
    this.#underWay = null;
    if (this.#room !== null) this.subscribe(this.#room);
    answer.bringToNow();
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

  iceServersFor(clientId: number): void {
    this.#emit('iceServers', this.#parts.iceServers(clientId));
  }

  /** The page waits to be let in. */
  wait(): void {
    this.#emit('waiting', {});
  }

  door(view: MessagesToClient<State, I>['door']): void {
    this.#emit('door', view);
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

  #answer(name: 'welcome' | 'caughtUp', json: string, bringToNow: () => void): void {
    const { socket, broadcaster } = this.#parts;
    const message = `["${name}",${json}]`;
    if (message.length < broadcaster.largeAnswer) {
      this.#write(message);
      broadcaster.closeIfBehind(socket);
    } else {
      if (this.#room !== null) void socket.leave(this.#room);
      this.#underWay = new LargeAnswer(message, (piece) => this.#write(JSON.stringify([PIECE, piece])), bringToNow);
    }
    this.#answered = message.length;
  }

  #write(message: string): void {
    this.#parts.socket.conn.write(`${PacketType.EVENT}${message}`);
  }

  #emit<Name extends keyof MessagesToClient<State, I>>(name: Name, message: MessagesToClient<State, I>[Name]): void {
    this.#parts.socket.emit(name, message);
    this.#parts.broadcaster.closeIfBehind(this.#parts.socket);
  }
}
