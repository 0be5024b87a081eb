import type { Intent } from '@button/sync';
import { LogError, type Log, type Logs, type RoomUse, type SavedSnapshot } from '@button/sync/log';
import { EmbeddedLog } from './embedded-log.ts';
import { freeSpace, syncFolder, tidyFolder } from './files.ts';
import { DataFolder, layoutOf, type FolderSetting, type Layout } from './folder.ts';
import { Journal } from './journal.ts';
import { linesByRoom, mustBeIntact, roomsIn } from './reading.ts';
import { roomPath, type RoomFile } from './room-file.ts';
import { readSegments, type FoundSegment } from './segments.ts';
import { isFull, mustHaveSpace } from './space.ts';
import { StoredRoom, type Shared } from './stored-room.ts';
import { Turns } from './turns.ts';

export interface EmbeddedSetting extends FolderSetting {
  /** Appends fail once the record has this many bytes. The journal, which is of a fixed size, is not counted. */
  readonly maxBytes: number;
}

/** How many rooms are saved at the same time. Node has four threads for files, and the journal must find one free. */
const SAVED_AT_ONCE = 3;
/** For how many segments of the journal the disk must have space, so that there is some for the rooms as well. */
const SPARE_SEGMENTS = 3;

/** Logs on this machine's disk, in a folder that one process uses. */
export class EmbeddedLogs<I extends Intent> implements Logs<I> {
  readonly #folder: DataFolder;
  readonly #layout: Layout;
  readonly #journal: Journal;
  readonly #shared: Shared;
  readonly #rooms = new Map<string, StoredRoom>();

  private constructor(folder: DataFolder, layout: Layout, journal: Journal, shared: Shared) {
    this.#folder = folder;
    this.#layout = layout;
    this.#journal = journal;
    this.#shared = shared;
  }

  /**
   * Opens the logs in a folder, which is created if it does not exist and locked until `close`.
   * @throws LogError `in-use`, `other-format`, `newer-rules`, `unusable`, or `damaged`
   * @example
   * const logs = await EmbeddedLogs.open<NotesIntent>({ path: 'data', version: rules.version, maxBytes: 1e9 });
   * const server = await serve({ app: { rules }, logs });
   */
  static async open<I extends Intent>(setting: EmbeddedSetting): Promise<EmbeddedLogs<I>> {
    const folder = await DataFolder.take(setting);
    return folder.use(async () => {
      const layout = layoutOf(setting);
      const { journal: place, rooms: roomsFolder } = layout;
      await tidyFolder(place.folder);
      await tidyFolder(roomsFolder);
      const names = roomsIn(roomsFolder);
      const found = await readSegments(place);
      mustBeIntact(folder.path, found, names.length);
      const unsaved = new Set<StoredRoom>();
      const journal = await Journal.open(place, found, async (before) => {
        for (const room of [...unsaved])
          if (!journal.isOver && room.firstSegment < before) await room.save().catch(() => undefined);
        await syncFolder(roomsFolder);
        return (segment) => [...unsaved].some((room) => room.firstSegment <= segment && segment <= room.lastSegment);
      });
      const space = { maxBytes: setting.maxBytes, used: 0 };
      const logs = new EmbeddedLogs<I>(folder, layout, journal, {
        journal,
        unsaved,
        space,
        hours: () => folder.hours,
        saving: new Turns(SAVED_AT_ONCE),
      });
      await logs.#recover(names, found);
      void journal.tidy();
      return logs;
    });
  }

  async create(room: string, snapshot: SavedSnapshot): Promise<Log<I>> {
    if (this.#rooms.has(room)) throw new LogError('room-exists', room);
    return this.#begin(room, (stored) => stored.beginNew(snapshot));
  }

  async replace(room: string, snapshot: SavedSnapshot, id: string): Promise<Log<I>> {
    return this.#begin(room, (stored) => stored.begin(snapshot, id));
  }

  async open(room: string): Promise<Log<I> | null> {
    const stored = this.#rooms.get(room);
    const found = await stored?.open();
    return stored && found ? new EmbeddedLog(stored, found) : null;
  }

  async delete(room: string): Promise<void> {
    await this.#rooms.get(room)?.delete();
    this.#rooms.delete(room);
  }

  async count(): Promise<number> {
    return this.#rooms.size;
  }

  async *list(): AsyncGenerator<{ room: string; idle: number; use: RoomUse }> {
    for (const [room, stored] of this.#rooms) if (stored.exists) yield { room, ...(await stored.listed()) };
  }

  passHour(): Promise<void> {
    return this.#folder.passHour();
  }

  async markShared(room: string): Promise<void> {
    await this.#rooms.get(room)?.markShared();
  }

  async fault(): ReturnType<Logs<I>['fault']> {
    if (this.#journal.isBehind) return 'behind';
    const isTight = (await freeSpace(this.#folder.path)) < SPARE_SEGMENTS * this.#layout.journal.segmentBytes;
    if (isTight || isFull(this.#shared.space)) return 'no-space';
    return (await this.#journal.works()) ? null : 'failing';
  }

  async close(): Promise<void> {
    await this.#journal.close();
    await Promise.all([...this.#rooms.values()].map((stored) => stored.settled()));
    this.#folder.leave();
  }

  async #recover(names: readonly string[], found: readonly FoundSegment[]): Promise<void> {
    const lines = linesByRoom(found);
    for (const name of names) await this.#stored(name).recover(lines.get(name) ?? []);
  }

  /** @throws LogError `not-recorded` */
  async #begin(room: string, begin: (stored: StoredRoom) => Promise<RoomFile>): Promise<Log<I>> {
    const isNew = !this.#rooms.has(room);
    try {
      mustHaveSpace(this.#shared.space);
      const stored = this.#stored(room);
      const file = await begin(stored);
      this.#rooms.set(room, stored);
      return new EmbeddedLog(stored, file);
    } catch (error) {
      if (isNew) this.#rooms.delete(room);
      throw error instanceof LogError ? error : new LogError('not-recorded', room, error);
    }
  }

  #stored(room: string): StoredRoom {
    const known = this.#rooms.get(room);
    if (known) return known;
    const path = roomPath(this.#layout.rooms, room);
    if (path === null) throw new Error('No file can have this name.');
    const stored = new StoredRoom(room, path, this.#shared);
    this.#rooms.set(room, stored);
    return stored;
  }
}
