/**
 * Makes commits one after the other. The writes of one turn of the event loop share a commit; writes that come during a
 * commit share the next.
 *
 * lmdb accepts writes at any time. But if three commits end before it looks, it forgets the second
 * (`queueCommitResolution` keeps the first and the last) and gives its writers the result of the third: on a full disk, a
 * line seems to be recorded which is not. So never more than one commit is under way.
 */
export class Commits {
  #writes: (() => Promise<void>)[] = [];
  #underWay: Promise<void> | null = null;
  #isOver = false;

  /** Resolves, once the write is on the disk, to whether its condition was met. Rejects if it could not be written. */
  make(write: () => Promise<boolean>): Promise<boolean> {
    if (this.#isOver) return Promise.reject(new Error('The database is closed.'));
    return new Promise((resolve, reject) => {
      this.#writes.push(async () => {
        try {
          resolve(await write());
        } catch (error) {
          reject(await reasonOf(error));
        }
      });
      this.#underWay ??= this.#makeAll();
    });
  }

  /** Accepts no more writes; resolves when all earlier ones are done. */
  async finish(): Promise<void> {
    this.#isOver = true;
    await this.#underWay;
  }

  async #makeAll(): Promise<void> {
    while (this.#writes.length > 0) {
      await endOfTurn();
      await Promise.all(this.#writes.splice(0).map((write) => write()));
    }
    this.#underWay = null;
  }
}

/** For a write inside a commit, whose own promise says whether it failed. */
export function ignoreResult(write: Promise<boolean>): void {
  write.catch(() => undefined);
}

/** lmdb's error carries its cause as a promise, which settles in this turn of the event loop or never. */
async function reasonOf(error: unknown): Promise<Error> {
  const failure = error instanceof Error ? error : new Error(String(error));
  const cause = 'commitError' in failure ? failure.commitError : null;
  if (!(cause instanceof Promise)) return failure;
  const reason = cause.then(
    () => failure,
    (known: unknown) => (known instanceof Error ? known : failure),
  );
  return Promise.race([reason, endOfTurn().then(() => failure)]);
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
