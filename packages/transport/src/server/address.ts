import type { Socket } from 'socket.io';

/**
 * The remote address of a connection, for per-address rate limits. Behind a proxy of our own it is the last forwarded
 * address, the only one that does not come from the client.
 */
export function addressOf({ handshake }: Socket, trustProxy: boolean): string {
  const forwarded = trustProxy ? handshake.headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? []].flat().join(',').split(',').at(-1)?.trim();
  return last || handshake.address;
}
