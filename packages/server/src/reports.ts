import type { Deletion } from '@button/rooms';

/**
 * A server's reports to its operator. Repetitions are summed up: of those within ten seconds, one further report has
 * their number, as `more` in its details, and `others` stands for codes and messages beyond the first hundred.
 */
export interface Reports {
  /**
   * A message, an action or a request was rejected, or a page was denied, with this reason code. Texts are cut at 100
   * characters, and an `address` is shortened to its network.
   */
  rejected(code: string, details: Readonly<Record<string, unknown>>): void;
  /** The server itself failed at something. A summary has the error's code or message in its place. */
  failed(error: unknown, details?: Readonly<Record<string, unknown>>): void;
  /**
   * A request came through a proxy near the server that is not trusted: everybody behind it counts as one address. Told
   * once.
   */
  untrustedProxy?(address: string): void;
  /**
   * These rooms were deleted: no page entered them within the timeout `unused`, nothing happened in them for longer than
   * the timeout `keep`, or they made way for a new one, because people never met in them.
   */
  deleted?(rooms: readonly string[], why: Deletion): void;
}

/** Writes what the operator should mend to standard error, but no rejections, which are everyday. */
export const failuresOnly: Reports = {
  rejected: () => undefined,
  failed: (error, details) => console.error(error, details ?? ''),
  untrustedProxy: (address) => console.warn(`Everybody behind the proxy ${address} counts as one: set trustedProxies.`),
};
