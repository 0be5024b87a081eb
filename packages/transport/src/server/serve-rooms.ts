import type { Intent } from '@button/sync';
import type { RoomService } from '@button/sync/hero';
import { addressOf } from './address.ts';
import type { Broadcaster } from './broadcaster.ts';
import { MessageReader } from './message-reader.ts';
import type { ServeSetting } from './serve-setting.ts';
import { SocketConnection } from './socket-connection.ts';
import type { SocketServer } from './socket-server.ts';

/**
 * Passes every connection of the socket server to the rooms.
 * @example
 * const server = openSocketServer({ maxMessageBytes });
 * const broadcaster = new Broadcaster(server);
 * const rooms = new Rooms({ app, logs, broadcast: (room, lines) => broadcaster.broadcast(room, lines), … });
 * serveRooms(server, rooms, broadcaster, setting);
 * server.attach(http);
 */
export function serveRooms<State, I extends Intent>(
  server: SocketServer,
  rooms: RoomService<State, I>,
  broadcaster: Broadcaster<I>,
  setting: ServeSetting,
): void {
  server.on('connection', (socket) => {
    const { trustProxy, iceServers, onFailure } = setting;
    const address = addressOf(socket, trustProxy);
    const connection = new SocketConnection<State, I>({ socket, address, broadcaster, iceServers });
    const reader = new MessageReader({ rooms, connection, request: socket.request, setting });
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

/** Socket.IO passes an acknowledgement function as the last argument. The protocol has no acknowledgements. */
function withoutAcknowledgement(payload: readonly unknown[]): readonly unknown[] {
  return typeof payload.at(-1) === 'function' ? payload.slice(0, -1) : payload;
}
