import type { IncomingMessage, Server } from 'node:http';
import type { Proxies } from '@button/transport/server';

/** Reports the first request that comes through a proxy near the server which is not trusted, and no other one. */
export function watchForProxies(http: Server, proxies: Proxies, report: (address: string) => void): void {
  const look = (request: IncomingMessage) => {
    if (!proxies.isOverlooking(request)) return;
    http.off('request', look).off('upgrade', look);
    report(proxies.addressOf(request));
  };
  http.on('request', look).on('upgrade', look);
}
