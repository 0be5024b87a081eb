import { existsSync } from 'node:fs';
import type { Intent } from '@button/sync';
import { LogError, type ReadableLog, type ReadableLogs } from '@button/sync/log';
import type { Transaction } from 'lmdb';
import { openTables, type Tables } from './database.ts';
import { attempt, checkFormat, type FolderSetting } from './folder.ts';
import { readLines, readRoom, type RoomOnDisk } from './reading.ts';

/** The logs of a folder as they were when it was opened. A Hero may be using the folder; neither disturbs the other. */
export class EmbeddedReader<I extends Intent> implements ReadableLogs<I> {
  readonly #tables: Tables<I>;
  readonly #moment: Transaction;

  private constructor(tables: Tables<I>) {
    this.#tables = tables;
    this.#moment = tables.root.useReadTransaction();
  }

  /**
   * @throws LogError `missing`, `newer-format`, `newer-rules`, `unusable`
   * @example
   * const reader = await EmbeddedReader.open<NotesIntent>({ path: 'data', version: rules.version });
   * for await (const { room } of reader.list()) console.log(room);
   * await reader.close();
   */
  static async open<I extends Intent>({ path, version }: FolderSetting): Promise<EmbeddedReader<I>> {
    if (!existsSync(path)) throw new LogError('missing', path);
    checkFormat(path, version);
    return new EmbeddedReader(attempt(path, () => openTables<I>(path, { isReadOnly: true })));
  }

  async *list(): AsyncGenerator<{ room: string; touched: number }> {
    for (const { key, value } of this.#tables.heads.getRange({ transaction: this.#moment }))
      yield { room: key, touched: value.serverTime };
  }

  async open(room: string): Promise<ReadableLog<I> | null> {
    const found = readRoom(this.#tables, room, this.#moment);
    return found && this.#logOf(room, found);
  }

  async close(): Promise<void> {
    this.#moment.done();
    await this.#tables.root.close();
  }

  /** A subscriber gets the lines of that moment, and no new ones. */
  #logOf(room: string, { snapshot, truncatedTo, serverSeq: last }: RoomOnDisk<I>): ReadableLog<I> {
    return {
      epoch: snapshot.epoch,
      truncatedTo,
      snapshot: () => Promise.resolve(snapshot),
      subscribe: async (serverSeq, listener) => {
        if (serverSeq < truncatedTo)
          throw new RangeError(`this log is truncated to ${truncatedTo}, above ${serverSeq}`);
        const lines = readLines(this.#tables, room, serverSeq, last, this.#moment);
        if (lines.length > 0) listener(lines);
        return () => undefined;
      },
    };
  }
}
