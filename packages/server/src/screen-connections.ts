import type { Server } from 'node:http';
import { limitedAddress, type ConnectionLimits, type Proxies } from '@button/transport/server';

/** How many connections an address may have for each one to a room: a browser loads its page over six more. */
const FOR_EACH = 7;

/**
 * Closes connections that are no request yet: those beyond the number that one address may have open, before a byte is read.
 * A trusted proxy may have any number, because each may be another person's.
 */
export function screenConnections(http: Server, { connectionsPerAddress }: ConnectionLimits, proxies: Proxies): void {
  const open = new Map<string, number>();
  const change = (address: string, by: number) => {
    const count = (open.get(address) ?? 0) + by;
    if (count > 0) open.set(address, count);
    else open.delete(address);
    return count;
  };
  http.on('connection', (socket) => {
    const { remoteAddress = '' } = socket;
    if (proxies.trusts(remoteAddress, 0)) return;
    const address = limitedAddress(remoteAddress);
    socket.once('close', () => change(address, -1));
    if (change(address, 1) > FOR_EACH * connectionsPerAddress) socket.destroy();
  });
}
