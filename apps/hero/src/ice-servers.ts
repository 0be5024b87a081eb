import { createHmac } from 'node:crypto';
import type { IceServer } from '@button/transport/server';

/** The STUN and TURN servers for pages that cannot link directly without help. On a LAN none are needed. */
export interface IceSetting {
  /** STUN servers, which a page asks for its public address. */
  readonly stunUrls: readonly string[];
  /** TURN servers, which relay messages where no direct connection is possible. */
  readonly turnUrls: readonly string[];
  /** Shared with the TURN servers; never sent to a page. */
  readonly turnSecret: string | null;
}

/** How long the TURN credentials of a page are valid, in seconds. */
const VALID_FOR = 24 * 60 * 60;

/**
 * The servers for one page. Its TURN user name is the time at which the credentials expire (seconds since 1970), and
 * the password is the HMAC-SHA1 of that name. coturn accepts this with `use-auth-secret`; see
 * https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
 * @param now milliseconds since 1970
 */
export function iceServers({ stunUrls, turnUrls, turnSecret }: IceSetting, now: number): readonly IceServer[] {
  const stun = stunUrls.length > 0 ? [{ urls: stunUrls }] : [];
  if (turnUrls.length === 0 || turnSecret === null) return stun;
  const username = String(Math.floor(now / 1_000) + VALID_FOR);
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return [...stun, { urls: turnUrls, username, credential }];
}
