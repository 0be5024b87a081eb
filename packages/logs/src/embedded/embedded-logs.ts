import type { Intent } from '@button/sync';
import { LogError, type Log, type Logs, type SavedSnapshot } from '@button/sync/log';
import { ignoreResult } from './commit.ts';
import { mustHaveSpace, openTables, type LmdbSetting, type Space, type Tables } from './database.ts';
import { EmbeddedLog } from './embedded-log.ts';
import { DataFolder, type FolderSetting } from './folder.ts';
import { readRoom } from './reading.ts';

export interface EmbeddedSetting extends FolderSetting, Space {
  readonly lmdb?: LmdbSetting;
}

/** Logs on this machine's disk, in a folder that one process uses. */
export class EmbeddedLogs<I extends Intent> implements Logs<I> {
  readonly #folder: DataFolder;
  readonly #tables: Tables<I>;
  readonly #space: Space;

  private constructor(folder: DataFolder, tables: Tables<I>, space: Space) {
    this.#folder = folder;
    this.#tables = tables;
    this.#space = space;
  }

  /**
   * Opens the logs in a folder, which is created if it does not exist and locked until `close`.
   * @throws LogError `in-use`, `newer-format`, `newer-rules`, `unusable`
   * @example
   * const logs = await EmbeddedLogs.open<NotesIntent>({ path: 'data', version: rules.version, maxBytes: 1e9 });
   * const server = await serve({ app: { rules }, logs });
   */
  static async open<I extends Intent>({ lmdb = {}, ...setting }: EmbeddedSetting): Promise<EmbeddedLogs<I>> {
    const folder = await DataFolder.take(setting);
    const tables = folder.use(() => openTables<I>(folder.path, lmdb));
    return new EmbeddedLogs(folder, tables, setting);
  }

  async create(room: string, snapshot: SavedSnapshot): Promise<Log<I>> {
    const isFree = await this.#begin(room, () =>
      this.#tables.heads.ifNoExists(room, () => this.#putBeginning(room, snapshot)),
    );
    if (!isFree) throw new LogError('room-exists', room);
    return this.#logFrom(room, snapshot);
  }

  async replace(room: string, snapshot: SavedSnapshot): Promise<Log<I>> {
    await this.#begin(room, () =>
      this.#tables.root.batch(() => {
        this.#removeLines(room);
        this.#putBeginning(room, snapshot);
      }),
    );
    return this.#logFrom(room, snapshot);
  }

  async open(room: string): Promise<Log<I> | null> {
    const found = readRoom(this.#tables, room);
    return found && new EmbeddedLog(this.#tables, room, found, this.#space);
  }

  async delete(room: string): Promise<void> {
    const { root, commits, heads, snapshots } = this.#tables;
    await commits.make(() =>
      root.batch(() => {
        this.#removeLines(room);
        ignoreResult(snapshots.remove(room));
        ignoreResult(heads.remove(room));
      }),
    );
  }

  async count(): Promise<number> {
    return this.#tables.heads.getCount();
  }

  async *list(): AsyncGenerator<{ room: string; touched: number }> {
    // Read all at once, because rooms may be deleted while the caller iterates, under an open cursor.
    yield* [...this.#tables.heads.getRange()].map(({ key, value }) => ({ room: key, touched: value.serverTime }));
  }

  /** lmdb's own counters. */
  get stats(): object {
    return this.#tables.root.getStats();
  }

  async close(): Promise<void> {
    await this.#tables.commits.finish();
    await this.#tables.root.close();
    this.#folder.leave();
  }

  /** @throws LogError `not-recorded` */
  async #begin(room: string, write: () => Promise<boolean>): Promise<boolean> {
    try {
      mustHaveSpace(this.#tables, this.#space);
      return await this.#tables.commits.make(write);
    } catch (error) {
      throw new LogError('not-recorded', room, error);
    }
  }

  #putBeginning(room: string, snapshot: SavedSnapshot): void {
    const { heads, snapshots } = this.#tables;
    const { serverSeq, serverTime } = snapshot;
    ignoreResult(snapshots.put(room, { snapshot, truncatedTo: serverSeq }));
    ignoreResult(heads.put(room, { serverTime }, serverSeq));
  }

  #logFrom(room: string, snapshot: SavedSnapshot): Log<I> {
    const { serverSeq, serverTime } = snapshot;
    const found = { snapshot, truncatedTo: serverSeq, serverSeq, serverTime, tail: [] };
    return new EmbeddedLog(this.#tables, room, found, this.#space);
  }

  #removeLines(room: string): void {
    const { lines } = this.#tables;
    for (const key of lines.getKeys({ start: [room, 0], end: [room, Infinity] })) ignoreResult(lines.remove(key));
  }
}
