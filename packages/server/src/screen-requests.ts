import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Lets a request through to what listens to the server by now, or closes its connection before anything else is done for it:
 * - if it arrives before the answer to the last one on its connection has been sent. HTTP allows that, but no browser and
 *   no proxy does it, and Node begins all of them at once: a packet of 64 KB would ask for 700 files.
 * - if it is not within the budget of its address.
 */
export function screenRequests(http: Server, isWithinBudget: (request: IncomingMessage) => boolean): void {
  const listeners = http.listeners('request');
  /** The connections on which a request waits for its answer. */
  const answering = new WeakSet<Socket>();
  http.removeAllListeners('request').on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    if (answering.has(socket) || !isWithinBudget(request)) return void socket.destroy();
    answering.add(socket);
    response.once('close', () => answering.delete(socket));
    for (const listener of listeners) Reflect.apply(listener, http, [request, response]);
  });
}
