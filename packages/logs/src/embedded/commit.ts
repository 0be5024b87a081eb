/** Waits for a commit, and throws the reason when it failed. */
export async function committed(commit: Promise<boolean>): Promise<boolean> {
  try {
    return await commit;
  } catch (error) {
    throw await reasonOf(error);
  }
}

/** A write inside of a commit: whoever waits for the commit hears whether it failed, and once is enough. */
export function within(write: Promise<boolean>): void {
  write.catch(() => undefined);
}

/** lmdb says in a promise of its error why a commit failed; it is settled in this turn of the event loop, or never. */
async function reasonOf(error: unknown): Promise<unknown> {
  const why = error instanceof Error && 'commitError' in error ? error.commitError : null;
  if (!(why instanceof Promise)) return error;
  const nextTurn = new Promise((resolve) => setImmediate(() => resolve(error)));
  return Promise.race([why.catch((reason: unknown) => reason), nextTurn]);
}
