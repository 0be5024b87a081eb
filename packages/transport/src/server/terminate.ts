import type { Socket } from 'socket.io';

/** Ends a connection and its session at once: a closing handshake would wait behind everything that is unread. */
export function terminate(connection: Socket['conn']): void {
  const { transport } = connection;
  connection.close(true);
  const webSocket: unknown = Reflect.get(transport, 'socket');
  if (typeof webSocket !== 'object' || webSocket === null || !('terminate' in webSocket)) return;
  if (typeof webSocket.terminate === 'function') Reflect.apply(webSocket.terminate, webSocket, []);
}
