import type { Intent } from '@button/sync';
import type { Broadcaster } from './broadcaster.ts';
import { MessageReader } from './message-reader.ts';
import type { RoomService } from './room-service.ts';
import type { ServeSetting } from './serve-setting.ts';
import { SocketConnection } from './socket-connection.ts';
import type { SocketServer } from './socket-server.ts';
import { terminate } from './terminate.ts';

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
  const { admission } = server;
  server.on('connection', (socket) => {
    const { proxies, iceServers, maxMessageBytes: messageBytes } = setting;
    const address = proxies.addressOf(socket.request);
    const connection = new SocketConnection<State, I>({
      socket,
      address,
      broadcaster,
      admission,
      messageBytes,
      iceServers,
    });
    const reader = new MessageReader({ rooms, connection, request: socket.request, setting });
    // A listener of the event itself would be called a tick later, and not if the page has disconnected by then.
    socket.onAny(reader.handle);
    // Without a listener, an error of the connection would be thrown, and end the process.
    socket.on('error', ({ message }) => setting.onRejected('bad-connection', { address, message }));
    socket.on('disconnect', (reason) => {
      reader.leave();
      // A page that has left Socket.IO's namespace has no use for the rest of its connection.
      if (reason === 'client namespace disconnect') terminate(socket.conn);
    });
  });
}
