import { createHmac } from 'node:crypto';
import type { IceServer } from '@button/transport/server';

/** Who helps pages to link directly where they cannot find each other by themselves. On a LAN, nobody has to. */
export interface IceSetting {
  /** Servers that tell a page its address. */
  readonly stunUrls: readonly string[];
  /** Servers that relay what cannot go directly. */
  readonly turnUrls: readonly string[];
  /** Shared with the TURN servers; no page sees it. */
  readonly turnSecret: string | null;
}

/** How long a page may use what it was given to begin a relay, in seconds. */
const VALID_FOR = 24 * 60 * 60;

/**
 * What a page is given: for TURN, a user name that holds the time at which it ends (seconds since 1970), with its
 * HMAC-SHA1 as the password. coturn takes it with `use-auth-secret`; see
 * https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
 */
export function iceServers({ stunUrls, turnUrls, turnSecret }: IceSetting, now: number): readonly IceServer[] {
  const stun = stunUrls.length > 0 ? [{ urls: stunUrls }] : [];
  if (turnUrls.length === 0 || turnSecret === null) return stun;
  const username = String(Math.floor(now / 1_000) + VALID_FOR);
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return [...stun, { urls: turnUrls, username, credential }];
}
