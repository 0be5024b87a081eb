import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { parser } from './parser.ts';

export type SocketServer = Server;

/** A connection is cut when a message is this many times larger than allowed; up to then there is a clear refusal. */
const HARD_LIMIT = 64;

/** Socket.IO as a pipe and nothing more: its recovery, retries and acknowledgements are not used. */
export function openSocketServer(
  http: HttpServer,
  { maxMessageBytes }: { readonly maxMessageBytes: number },
): SocketServer {
  return new Server(http, {
    parser,
    maxHttpBufferSize: maxMessageBytes * HARD_LIMIT,
    serveClient: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
  });
}
