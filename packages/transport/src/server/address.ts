import type { IncomingMessage } from 'node:http';

/**
 * The remote address of a request, for per-address limits. Behind a proxy of our own it is the last forwarded address, the
 * only one that does not come from the client.
 */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? []].flat().join(',').split(',').at(-1)?.trim();
  return last || (socket.remoteAddress ?? '');
}
