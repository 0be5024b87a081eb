import type { Intent, Log, SavedSnapshot } from '@button/sync';
import type { Logs } from '../logs.ts';
import { committed, within } from './commit.ts';
import { openTables, type LmdbSetting, type Tables } from './database.ts';
import { EmbeddedLog, type LogSetting } from './embedded-log.ts';
import { DataFolder, type FolderSetting } from './folder.ts';
import { readRoom } from './reading.ts';

export interface EmbeddedSetting extends FolderSetting, LogSetting {
  readonly lmdb?: LmdbSetting;
}

/** Logs on this machine's disk: one folder, for one process. */
export class EmbeddedLogs<I extends Intent> implements Logs<I> {
  readonly #folder: DataFolder;
  readonly #tables: Tables<I>;
  readonly #setting: LogSetting;

  private constructor(folder: DataFolder, tables: Tables<I>, setting: LogSetting) {
    this.#folder = folder;
    this.#tables = tables;
    this.#setting = setting;
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
    const { root, heads, snapshots } = this.#tables;
    const { serverSeq, serverTime } = snapshot;
    await committed(
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
      this.#setting,
    );
  }

  async open(room: string): Promise<Log<I> | null> {
    const found = readRoom(this.#tables, room);
    return found && new EmbeddedLog(this.#tables, room, found, this.#setting);
  }

  async delete(room: string): Promise<void> {
    const { root, heads, snapshots } = this.#tables;
    await committed(
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
    await this.#tables.root.close();
    this.#folder.leave();
  }

  #removeLines(room: string): void {
    const { lines } = this.#tables;
    for (const key of lines.getKeys({ start: [room, 0], end: [room, Infinity] })) within(lines.remove(key));
  }
}
