import type { IncomingMessage } from 'node:http';
import type { Proxies } from './proxies.ts';

/** What tells a page of this server from one of another site. */
export interface OwnPages {
  /** Further origins whose pages may use the server, such as `https://example.org`, besides the one asked for. */
  readonly origins: readonly string[];
  readonly proxies: Proxies;
}

/** What browsers say of a request that no other site has made. */
const NOT_FROM_ELSEWHERE = ['same-origin', 'none'];

/**
 * Whether a page of ours asks, or a program: only browsers send these headers. Without this check, a page of another site
 * could act in the name of its reader's address. The scheme is not compared, because TLS may end at a proxy that says
 * nothing of it.
 */
export function isOurs(request: IncomingMessage, { origins, proxies }: OwnPages): boolean {
  const { origin, 'sec-fetch-site': site = 'none' } = request.headers;
  // A browser leaves the origin out when it asks for a picture or a script, also for a page of another site.
  if (origin === undefined) return NOT_FROM_ELSEWHERE.includes(site);
  if (origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === hostIn(origin, proxies.hostOf(request));
}

/** The host as it is written in an origin: in lower case, and without the usual port. Null for a text that is none. */
function hostIn(origin: string, host: string): string | null {
  const url = `${new URL(origin).protocol}//${host}`;
  return URL.canParse(url) ? new URL(url).host : null;
}
