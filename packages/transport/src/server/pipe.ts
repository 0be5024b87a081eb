import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { EventsToClient, EventsToHero, Unchecked } from '../wire/events.ts';
import { parser } from './parser.ts';

/** Socket.IO with our events. What comes in is unknown until it was checked. */
export type Pipe = Server<Unchecked<EventsToHero>, EventsToClient>;
export type PipeSocket = Socket<Unchecked<EventsToHero>, EventsToClient>;

/** How much more than a message may be a connection carries before it is cut; in between there is a clear refusal. */
const HARD_LIMIT = 64;

/** Socket.IO as a pipe and nothing more: its recovery, retries and acknowledgements are not used. */
export function openPipe(http: HttpServer, { maxMessageBytes }: { readonly maxMessageBytes: number }): Pipe {
  return new Server(http, {
    parser,
    maxHttpBufferSize: maxMessageBytes * HARD_LIMIT,
    serveClient: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
  });
}
