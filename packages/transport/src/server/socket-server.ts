import { Server } from 'socket.io';
import { parser } from './parser.ts';

export type SocketServer = Server;

/** A message larger than allowed by this factor closes the connection; a smaller one is still answered with a code. */
const HARD_LIMIT = 64;

/**
 * Opens Socket.IO as a pipe and nothing more: its recovery, retries and acknowledgements are not used. It serves
 * nothing until it is attached to an HTTP server.
 * @example
 * openSocketServer({ maxMessageBytes: 16_384 }).attach(createServer());
 */
export function openSocketServer({ maxMessageBytes }: { readonly maxMessageBytes: number }): SocketServer {
  return new Server({
    parser,
    maxHttpBufferSize: maxMessageBytes * HARD_LIMIT,
    serveClient: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
  });
}
