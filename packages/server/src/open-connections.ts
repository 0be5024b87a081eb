import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The connections of an HTTP server, upgraded ones included. Node closes by itself only those that wait for a request: one
 * whose other end has fallen silent would keep the server from closing.
 */
export class OpenConnections {
  readonly #sockets = new Set<Socket>();

  constructor(http: Server) {
    http.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
