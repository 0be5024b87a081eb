import type { Intent } from '@button/sync';
import { addressOf } from './address.ts';
import { MessageReader } from './message-reader.ts';
import type { ServeOptions } from './serve-options.ts';
import { SocketConnection } from './socket-connection.ts';

/**
 * Brings every connection to the rooms.
 * @example
 * const server = openSocketServer(http, { maxMessageBytes });
 * const broadcaster = new Broadcaster(server);
 * const rooms = new Rooms({ app, logs, broadcast: (room, lines) => broadcaster.broadcast(room, lines), … });
 * serve({ server, rooms, broadcaster, maxMessageBytes, onRejected, onFailure });
 */
export function serve<State, I extends Intent>(options: ServeOptions<State, I>): void {
  const { server, broadcaster, trustProxy = false, iceServers = () => [], onFailure } = options;
  server.on('connection', (socket) => {
    const address = addressOf(socket, trustProxy);
    const connection = new SocketConnection<State, I>({ socket, address, broadcaster, iceServers });
    const reader = new MessageReader(options, socket.request, connection);
    socket.onAny((name: unknown, ...payload: unknown[]) => {
      try {
        reader.handle(name, withoutAcknowledgement(payload));
      } catch (error) {
        onFailure(error);
        connection.close();
      }
    });
    socket.on('disconnect', () => reader.leave());
  });
}

/** Socket.IO passes the way to acknowledge an event as a last argument. There are no acknowledgements in the protocol. */
function withoutAcknowledgement(payload: readonly unknown[]): readonly unknown[] {
  return typeof payload.at(-1) === 'function' ? payload.slice(0, -1) : payload;
}
