/** What a server reports to its operator while it runs. */
export interface Reports {
  /** A message or a request was refused, or a page denied, with this reason code. */
  rejected(code: string, details: Readonly<Record<string, unknown>>): void;
  /** The server itself failed at something. */
  failed(error: unknown, details?: Readonly<Record<string, unknown>>): void;
}

/** Writes failures to standard error, and no refusals, which are everyday. */
export const failuresOnly: Reports = {
  rejected: () => undefined,
  failed: (error, details) => console.error(error, details ?? ''),
};
