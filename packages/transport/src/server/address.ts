import type { PipeSocket } from './pipe.ts';

/** Where a connection comes from. Behind a proxy of our own, the last forwarded address is the one it vouches for. */
export function addressOf({ handshake }: PipeSocket, trustProxy: boolean): string {
  const forwarded = trustProxy ? handshake.headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? []].flat().join(',').split(',').at(-1)?.trim();
  return last || handshake.address;
}
