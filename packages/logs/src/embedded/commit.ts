/**
 * One commit after the other: what is written in one turn of the event loop shares a commit, and what is written while
 * one is under way shares the next.
 *
 * lmdb could take writes all the time. But of three commits that have ended before it looks, it forgets the second
 * (`queueCommitResolution` keeps the first and the last), and tells its writers what became of the third: when the disk
 * is full, that a line is recorded which is not. So no more than one is ever under way.
 */
export class Commits {
  #writes: (() => Promise<void>)[] = [];
  #underWay: Promise<void> | null = null;
  #isOver = false;

  /** Resolves to whether the condition of the write was met, once it is on the disk; throws when it could not be. */
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

  /** Takes nothing more, and resolves when all that was asked for is done. */
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

/** For a write inside of a commit: the promise of the commit tells whether it failed. */
export function ignoreResult(write: Promise<boolean>): void {
  write.catch(() => undefined);
}

/** lmdb says in a promise of its error why a commit failed; it is settled in this turn of the event loop, or never. */
async function reasonOf(error: unknown): Promise<Error> {
  const failure = error instanceof Error ? error : new Error(String(error));
  const why = 'commitError' in failure ? failure.commitError : null;
  if (!(why instanceof Promise)) return failure;
  const reason = why.then(
    () => failure,
    (known: unknown) => (known instanceof Error ? known : failure),
  );
  return Promise.race([reason, endOfTurn().then(() => failure)]);
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
