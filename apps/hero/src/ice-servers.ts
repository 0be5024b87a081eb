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

/** How long the TURN credentials of a page are valid, in seconds. A page asks for new ones while it may link. */
const VALID_FOR = 10 * 60;

/**
 * The servers for one client. Its TURN user name is the time at which the credentials expire (seconds since 1970) with its
 * clientId, by which coturn limits each user, and the password is the HMAC-SHA1 of that name. coturn accepts this with `use-auth-secret`; see
 * https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
 * @param now milliseconds since 1970
 */
export function iceServers(setting: IceSetting, clientId: number, now: number): readonly IceServer[] {
  const { stunUrls, turnUrls, turnSecret } = setting;
  const stun = stunUrls.length > 0 ? [{ urls: stunUrls }] : [];
  if (turnUrls.length === 0 || turnSecret === null) return stun;
  const username = `${Math.floor(now / 1_000) + VALID_FOR}:${clientId}`;
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return [...stun, { urls: turnUrls, username, credential }];
}
