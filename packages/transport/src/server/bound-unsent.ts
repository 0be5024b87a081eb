import type { Socket } from 'socket.io';

/**
 * Closes a connection for which too much waits to be sent, because its page reads too slowly. Call it after sending. One
 * message of any size may be under way beside what waits.
 */
export function boundUnsent(connection: Socket['conn'], maxBytes: number): void {
  if (unsentBytes(connection) <= maxBytes) return;
  connection.close(true);
  // A closing handshake would wait behind all that is unread.
  connection.request.socket.destroy();
}

/** Engine.IO keeps what it has not handed on in a field of its own. Counting by its events would cost memory for each page. */
function unsentBytes(connection: Socket['conn']): number {
  const packets: unknown = Reflect.get(connection, 'writeBuffer');
  if (!Array.isArray(packets)) throw new Error('Engine.IO has no buffer of this name.');
  let bytes = 0;
  for (const packet of packets) bytes += lengthOf(packet);
  return bytes;
}

function lengthOf(packet: unknown): number {
  const data = typeof packet === 'object' && packet !== null && 'data' in packet ? packet.data : null;
  return typeof data === 'string' ? data.length : 0;
}
