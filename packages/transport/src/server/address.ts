import type { Socket } from 'socket.io';

/**
 * The remote address of a connection, for per-address rate limits. Behind a proxy of our own, it is the last one that
 * was forwarded: the only one that the proxy vouches for.
 */
export function addressOf({ handshake }: Socket, trustProxy: boolean): string {
  const forwarded = trustProxy ? handshake.headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? []].flat().join(',').split(',').at(-1)?.trim();
  return last || handshake.address;
}
