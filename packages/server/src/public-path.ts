import type { IncomingMessage, Server } from 'node:http';

/**
 * Serves everything below this path, which ends with a slash, too: for requests as a browser sends them. Some proxies pass
 * them on as they are, and others take the path away.
 */
export function serveBelow(http: Server, path: string): void {
  const bare = path.slice(0, -1);
  const strip = (request: IncomingMessage) => {
    const { url = '' } = request;
    const rest = url.slice(bare.length);
    if (url.startsWith(bare) && /^(\/|\?|$)/.test(rest)) request.url = rest.startsWith('/') ? rest : `/${rest}`;
  };
  if (bare !== '') http.prependListener('request', strip).prependListener('upgrade', strip);
}
