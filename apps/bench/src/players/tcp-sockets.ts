import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

/** Every TCP connection that this process opens, by whatever library. So framing and handshakes are counted, too. */
export class TcpSockets {
  readonly #sockets: Socket[] = [];

  constructor() {
    subscribe('net.client.socket', (message) => {
      if (typeof message !== 'object' || !message || !('socket' in message)) return;
      if (message.socket instanceof Socket) this.#sockets.push(message.socket);
    });
  }

  /** For `bytesSince`. */
  mark(): number {
    return this.#sockets.length;
  }

  /** The bytes that have come and gone on the connections opened since the mark. */
  bytesSince(mark: number): { readonly read: number; readonly written: number } {
    const opened = this.#sockets.slice(mark);
    return {
      read: opened.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
      written: opened.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    };
  }
}
