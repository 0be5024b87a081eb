/** A server's reports to its operator. */
export interface Reports {
  /** A message, an action or a request was rejected, or a page was denied, with this reason code. */
  rejected(code: string, details: Readonly<Record<string, unknown>>): void;
  /** The server itself failed at something. */
  failed(error: unknown, details?: Readonly<Record<string, unknown>>): void;
}

/** Writes failures to standard error, but no rejections, which are everyday. */
export const failuresOnly: Reports = {
  rejected: () => undefined,
  failed: (error, details) => console.error(error, details ?? ''),
};
