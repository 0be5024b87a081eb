import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import { limitedAddress } from './address.ts';

/**
 * The proxies whose forwarding headers are believed: how many there are in front of the server, or their addresses, as
 * addresses, CIDR ranges, `loopback`, `linklocal` and `uniquelocal`.
 */
export type TrustedProxies = number | readonly string[];

/** A header that only proxies add. */
const FORWARDING = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'forwarded'];

const isNear = proxyAddr.compile(['loopback', 'linklocal', 'uniquelocal']);

/** What proxies tell of the browser behind them, for HTTP and sockets alike. A header of anybody else is ignored. */
export class Proxies {
  /** Whether the address is that of a trusted proxy. `hop` is 0 for the other end of the connection. */
  readonly trusts: (address: string, hop: number) => boolean;

  /** @throws TypeError if one of the addresses is not valid */
  constructor(trusted: TrustedProxies) {
    this.trusts = typeof trusted === 'number' ? (_, hop) => hop < trusted : proxyAddr.compile([...trusted]);
  }

  /** The browser's address, as limits count it. */
  addressOf(request: IncomingMessage): string {
    return request.socket.remoteAddress === undefined ? '' : limitedAddress(proxyAddr(request, this.trusts));
  }

  /** The host, with its port, that the browser asked for. */
  hostOf({ headers, socket }: IncomingMessage): string {
    const forwarded = this.trusts(socket.remoteAddress ?? '', 0) ? headers['x-forwarded-host'] : undefined;
    const [host = ''] = [forwarded ?? headers.host ?? []].flat().join(',').split(',');
    return host.trim();
  }

  /**
   * Whether the request seems to come through a proxy of ours that is not trusted: everybody behind it would share one
   * address, and its limits.
   */
  isOverlooking({ headers, socket }: IncomingMessage): boolean {
    const address = socket.remoteAddress ?? '';
    return !this.trusts(address, 0) && isNear(address, 0) && FORWARDING.some((name) => name in headers);
  }
}

/** Whether each of these is a number of proxies or the address of some. */
export function areProxies(trusted: TrustedProxies): boolean {
  try {
    return Boolean(new Proxies(trusted));
  } catch {
    return false;
  }
}
