import type { Intent } from '@button/sync';
import type { ReadableLog, ReadableLogs } from '@button/sync/log';
import { linesAfter, mustReach } from './embedded-log.ts';
import type { FolderSetting } from './folder.ts';
import { linesByRoom, mustBeIntact, readFolder, readRoom, roomsIn } from './reading.ts';
import type { RoomFile } from './room-file.ts';
import type { FoundSegment, JournalLine } from './segments.ts';

/**
 * The logs of a folder, which a Hero may be using; neither disturbs the other. Each room is read as it was at some moment
 * after the folder was opened, or with a few later lines; different rooms may be read as of different moments.
 */
export class EmbeddedReader<I extends Intent> implements ReadableLogs<I> {
  readonly #folder: string;
  readonly #lines: ReadonlyMap<string, readonly JournalLine[]>;

  private constructor(folder: string, found: readonly FoundSegment[]) {
    this.#folder = folder;
    this.#lines = linesByRoom(found);
  }

  /**
   * @throws LogError `missing`, `other-format`, `newer-rules`, `unusable`, or `damaged`
   * @example
   * const reader = await EmbeddedReader.open<NotesIntent>({ path: 'data', version: rules.version });
   * for await (const { room } of reader.list()) console.log(room);
   * await reader.close();
   */
  static async open<I extends Intent>(setting: FolderSetting): Promise<EmbeddedReader<I>> {
    const { rooms, found } = await readFolder(setting);
    mustBeIntact(setting.path, found, roomsIn(rooms).length);
    return new EmbeddedReader(rooms, found);
  }

  async *list(): AsyncGenerator<{ room: string }> {
    for (const room of roomsIn(this.#folder)) yield { room };
  }

  async open(room: string): Promise<ReadableLog<I> | null> {
    const found = await readRoom(this.#folder, room, this.#lines.get(room) ?? []);
    return found && logOf(found);
  }

  async close(): Promise<void> {
    // Nothing is kept open.
  }
}

/** A subscriber gets the lines that were read, and no new ones. */
function logOf<I extends Intent>(found: RoomFile): ReadableLog<I> {
  const { id, snapshot, truncatedTo } = found;
  return {
    id,
    epoch: snapshot.epoch,
    truncatedTo,
    snapshot: () => Promise.resolve(snapshot),
    subscribe: async (serverSeq, listener) => {
      mustReach(truncatedTo, serverSeq);
      const lines = linesAfter<I>(serverSeq, found);
      if (lines.length > 0) listener(lines);
      return () => undefined;
    },
  };
}
