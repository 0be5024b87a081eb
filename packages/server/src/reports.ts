/** What a server tells its owner while it runs. */
export interface Reports {
  /** Something was refused, by this code: a message, a page, a request. */
  refused(code: string, details: Readonly<Record<string, unknown>>): void;
  /** Something failed that should not. */
  failed(error: unknown, details?: Readonly<Record<string, unknown>>): void;
}

/** Refusals are daily business; failures go to standard error. */
export const failuresOnly: Reports = {
  refused: () => undefined,
  failed: (error, details) => console.error(error, details ?? ''),
};
