import type { Socket } from 'socket.io';

/**
 * Closes a connection for which too much waits to be sent, because its page reads too slowly. One message of any size may be
 * under way beside what waits.
 */
export function boundUnsent(connection: Socket['conn'], maxBytes: number): void {
  let waiting = 0;
  connection.on('flush', () => (waiting = 0));
  connection.on('packetCreate', ({ data }: { readonly data?: unknown }) => {
    waiting += typeof data === 'string' ? data.length : 0;
    if (waiting <= maxBytes || connection.transport.writable) return;
    connection.close(true);
    // A closing handshake would wait behind all that is unread.
    connection.request.socket.destroy();
  });
}
