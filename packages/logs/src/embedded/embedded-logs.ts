import type { Intent, Log, SavedSnapshot } from '@button/sync';
import type { Logs } from '../logs.ts';
import { within } from './commit.ts';
import { mustHaveSpace, openTables, type LmdbSetting, type Space, type Tables } from './database.ts';
import { EmbeddedLog } from './embedded-log.ts';
import { DataFolder, type FolderSetting } from './folder.ts';
import { readRoom } from './reading.ts';

export interface EmbeddedSetting extends FolderSetting, Space {
  readonly lmdb?: LmdbSetting;
}

/** Logs on this machine's disk: one folder, for one process. */
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
   * Takes the folder for this process, and makes it where there is none.
   * @throws UnusableFolder
   */
  static async open<I extends Intent>({ lmdb = {}, ...setting }: EmbeddedSetting): Promise<EmbeddedLogs<I>> {
    const folder = await DataFolder.take(setting);
    const tables = folder.use(() => openTables<I>(folder.path, lmdb));
    return new EmbeddedLogs(folder, tables, setting);
  }

  async create(room: string, snapshot: SavedSnapshot): Promise<Log<I>> {
    const { root, commits, heads, snapshots } = this.#tables;
    const { serverSeq, serverTime } = snapshot;
    mustHaveSpace(this.#tables, this.#space);
    await commits.make(() =>
      root.batch(() => {
        this.#removeLines(room);
        within(snapshots.put(room, { snapshot, reach: serverSeq }));
        within(heads.put(room, { serverTime }, serverSeq));
      }),
    );
    return new EmbeddedLog(
      this.#tables,
      room,
      { snapshot, reach: serverSeq, serverSeq, serverTime, tail: [] },
      this.#space,
    );
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
        within(snapshots.remove(room));
        within(heads.remove(room));
      }),
    );
  }

  async count(): Promise<number> {
    return this.#tables.heads.getCount();
  }

  async untouchedSince(time: number): Promise<readonly string[]> {
    return [...this.#tables.heads.getRange()].filter(({ value }) => value.serverTime < time).map(({ key }) => key);
  }

  /** What lmdb counts, for whoever watches over it. */
  get stats(): object {
    return this.#tables.root.getStats();
  }

  async close(): Promise<void> {
    await this.#tables.commits.finish();
    await this.#tables.root.close();
    this.#folder.leave();
  }

  #removeLines(room: string): void {
    const { lines } = this.#tables;
    for (const key of lines.getKeys({ start: [room, 0], end: [room, Infinity] })) within(lines.remove(key));
  }
}
