import { io, type Socket } from 'socket.io-client';
import type { Channel, ChannelListener } from '../channel.ts';
import { PIECE, Pieces } from '../wire/pieces.ts';
import type { Address, NamedMessage } from '../wire/protocol.ts';

/** How long an attempt to connect may take, in milliseconds. */
const CONNECT_WITHIN = 5_000;

/**
 * Socket.IO as a pipe and nothing more: its reconnection, retries and buffers are not used. It tries WebSocket first,
 * and long-polling if WebSocket is rejected.
 */
export class SocketChannel implements Channel<NamedMessage> {
  readonly #socket: Socket;
  #listener: ChannelListener | null = null;
  #isOpening = false;
  readonly #pieces = new Pieces();

  /** @param url the server; undefined for the one that served the page */
  constructor(url: string | undefined, address: Address) {
    const server = new URL('socket.io/', url ?? location.origin);
    this.#socket = io(server.origin, {
      path: server.pathname,
      query: { ...address },
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      forceNew: true,
      timeout: CONNECT_WITHIN,
      reconnection: false,
      autoConnect: false,
    });
    this.#socket.on('connect', () => {
      this.#isOpening = false;
      this.#listener?.onOpen();
    });
    this.#socket.on('connect_error', () => this.#handleLost());
    this.#socket.on('disconnect', () => {
      // Socket.IO would send its buffer before the first message of the next connection. The client resends on its own.
      this.#socket.sendBuffer = [];
      this.#handleLost();
    });
    this.#socket.onAny((name: unknown, content: unknown) => this.#listener?.onMessage(this.#whole(name, content)));
  }

  get isOpen(): boolean {
    return this.#socket.connected;
  }

  hear(listener: ChannelListener): void {
    this.#listener = listener;
  }

  open(): void {
    this.#isOpening = true;
    this.#socket.connect();
  }

  send([name, message]: NamedMessage): void {
    if (this.#socket.connected) this.#socket.emit(name, message);
  }

  close(): void {
    this.#socket.disconnect();
    // Socket.IO emits no event for an attempt to connect that is aborted here.
    if (this.#isOpening) this.#handleLost();
  }

  /** The whole message, or null: a sign of life. */
  #whole(name: unknown, content: unknown): unknown {
    if (name === PIECE) this.send(['pieceRead', null]);
    try {
      return this.#pieces.add(name, content);
    } catch {
      this.close();
      return null;
    }
  }

  #handleLost(): void {
    this.#isOpening = false;
    this.#pieces.clear();
    this.#listener?.onLost();
  }
}
