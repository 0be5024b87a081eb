import { io, type Socket } from 'socket.io-client';
import type { Channel, ChannelListener } from '../channel.ts';
import type { Said } from '../wire/events.ts';

/** An attempt to connect that takes longer is given up, in milliseconds. */
const CONNECT_WITHIN = 5_000;

/**
 * Socket.IO as a pipe and nothing more: its reconnection, retries and buffers are not used. WebSocket first; polling
 * where that is refused. A message is an event's name and what it carries.
 */
export class SocketChannel implements Channel<Said> {
  readonly #socket: Socket;

  /** To where the page came from, unless another address is given. */
  constructor(url: string | undefined) {
    const options = {
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      forceNew: true,
      timeout: CONNECT_WITHIN,
      reconnection: false,
      autoConnect: false,
    };
    this.#socket = url === undefined ? io(options) : io(url, options);
  }

  hear(listener: ChannelListener): void {
    this.#socket.on('connect', () => listener.onOpen());
    this.#socket.on('connect_error', () => listener.onLost());
    this.#socket.onAny((event: unknown, message: unknown) => listener.onMessage([event, message]));
    this.#socket.on('disconnect', () => {
      // Socket.IO would send these before the first message of the next connection; the client sends them again itself.
      this.#socket.sendBuffer = [];
      listener.onLost();
    });
  }

  open(): void {
    this.#socket.connect();
  }

  send([event, message]: Said): void {
    if (this.#socket.connected) this.#socket.emit(event, message);
  }

  close(): void {
    this.#socket.disconnect();
  }
}
