import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The connections on which a request waits for its answer. */
const answering = new WeakSet<Socket>();

/**
 * Closes a connection on which a request arrives before the answer to the last one has been sent. HTTP allows it, but no
 * browser and no proxy does it, and Node begins all of them at once: a packet of 64 KB would ask for 700 files.
 */
export function oneAtATime({ socket }: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (answering.has(socket)) return void socket.destroy();
  answering.add(socket);
  response.once('close', () => answering.delete(socket));
  return next();
}
