import fs from 'node:fs';
import { dirname } from 'node:path';
import type { Intent } from '@button/sync';
import { LogError, type Recorded, type RoomUse, type SavedSnapshot } from '@button/sync/log';
import { syncFolder, writeWhole } from './files.ts';
import type { Journal } from './journal.ts';
import { lastOf, linesBeyond, readRoomFile, textOf, withJournal, type RoomFile } from './room-file.ts';
import type { JournalLine } from './segments.ts';
import { mustHaveSpace, type Space } from './space.ts';
import { Turns } from './turns.ts';

/** What the rooms of a folder have in common. */
export interface Shared {
  readonly journal: Journal;
  /** The rooms with lines that only the journal has. */
  readonly unsaved: Set<StoredRoom>;
  readonly space: Space;
  /** For how many hours the folder has been in use. */
  readonly hours: () => number;
  /** Few rooms are saved at the same time: many at once, as when Hero ends, would hold up all else. */
  readonly saving: Turns;
}

/** What a list of rooms says of one. */
interface Listing {
  /** The hour of the last line. */
  readonly hour: number;
  readonly use: RoomUse;
}

/** A room in a folder that this process writes to: its file, and the lines that only the journal has. */
export class StoredRoom {
  readonly name: string;
  readonly #path: string;
  readonly #shared: Shared;
  /** Whether there is a file. */
  exists = false;
  /** Null until the file has been read. */
  #listing: Listing | null = null;
  #fileBytes = 0;
  #pending: JournalLine[] = [];
  #epoch: string | null = null;
  /** The `serverSeq` of the last line that was appended, recorded or not, and of the last recorded one. */
  #appended = 0;
  #recorded = 0;
  #lastAppend: Promise<unknown> = Promise.resolve();
  /** For work on the file. */
  readonly #turns = new Turns();

  constructor(name: string, path: string, shared: Shared) {
    this.name = name;
    this.#path = path;
    this.#shared = shared;
  }

  /** The numbers of the segments between which the lines are that only the journal has. */
  get firstSegment(): number {
    return this.#pending[0]?.segment ?? Infinity;
  }

  get lastSegment(): number {
    return this.#pending.at(-1)?.segment ?? 0;
  }

  /** When the folder is opened: the room continues with the lines of the journal that its file lacks. */
  async recover(found: readonly JournalLine[]): Promise<void> {
    this.#setFileBytes(fs.statSync(this.#path).size);
    this.exists = true;
    if (found.length === 0) return;
    try {
      const file = await readRoomFile(this.#path, this.name);
      this.#listing = this.#listingOf(file);
      this.#hold(linesBeyond(file, found));
    } catch {
      // The room is damaged, as reading it will say. Its lines stay in the journal for as long as it is not replaced.
      this.#hold(found);
    }
  }

  /** Begins the record at a snapshot, in place of one that is there. */
  begin(snapshot: SavedSnapshot, id: string): Promise<RoomFile> {
    return this.#change(() => this.#begin({ id, isShared: true, snapshot }));
  }

  /** Fails if a file is there already, as that of a room whose name differs in case alone may be. */
  beginNew(snapshot: SavedSnapshot): Promise<RoomFile> {
    return this.#change(async () => {
      if (fs.existsSync(this.#path)) throw new LogError('room-exists', this.name);
      return this.#begin({ id: snapshot.epoch, isShared: false, snapshot }).catch(async (error: unknown) => {
        await fs.promises.rm(this.#path, { force: true }).catch(() => undefined);
        throw error;
      });
    });
  }

  /**
   * Reads the room with all recorded lines.
   * @throws LogError `damaged`
   */
  read(): Promise<RoomFile> {
    return this.#turns.take(() => this.#read());
  }

  /** Reads the room when all that was appended is recorded, so that it can be appended to; null if there is no file. */
  async open(): Promise<RoomFile | null> {
    await this.#lastAppend;
    return this.#turns.take(async () => {
      if (!this.exists) return null;
      const found = await this.#read();
      if (this.#epoch !== found.snapshot.epoch) {
        this.#epoch = found.snapshot.epoch;
        this.#appended = this.#recorded = lastOf(found);
      }
      return found;
    });
  }

  /**
   * Records the line behind the last one of this epoch. Resolves when it is on the disk.
   * @throws if it could not be recorded, or is not the next one because another log of the room has appended.
   */
  async append(epoch: string, line: Recorded<Intent>): Promise<void> {
    const { journal, space } = this.#shared;
    mustHaveSpace(space);
    const { serverSeq } = line;
    if (epoch !== this.#epoch || serverSeq !== this.#appended + 1)
      throw new Error('The line before this one was not recorded.');
    const json = JSON.stringify(line);
    const appending = journal.append(`[${JSON.stringify(this.name)},${JSON.stringify(epoch)},${json}]`);
    this.#appended = serverSeq;
    this.#lastAppend = appending.catch(() => undefined);
    try {
      const segment = await appending;
      if (epoch !== this.#epoch) throw new Error('The room was replaced.');
      this.#hold([{ room: this.name, epoch, line, bytes: Buffer.byteLength(json), segment }]);
      this.#recorded = serverSeq;
    } catch (error) {
      if (epoch === this.#epoch) this.#appended = this.#recorded;
      throw error;
    }
  }

  /** Writes the file again, with all recorded lines, as changed. */
  save(change: (found: RoomFile) => RoomFile = (found) => found): Promise<void> {
    return this.#change(() =>
      this.#shared.saving.take(async () => {
        // Those that wait when the logs are closed lose nothing: the journal has their lines.
        this.#shared.journal.mustBeOpen();
        const found = await this.#read();
        await this.#write(change(found));
        this.#drop(({ line }) => line.serverSeq <= lastOf(found));
      }),
    );
  }

  async markShared(): Promise<void> {
    if (!this.exists || this.#listing?.use === 'shared') return;
    await this.save((found) => ({ ...found, isShared: true }));
    if (this.#listing) this.#listing = { ...this.#listing, use: 'shared' };
  }

  /** A damaged room is listed as one that was just used: its owner may want to mend it. */
  async listed(): Promise<{ readonly idle: number; readonly use: RoomUse }> {
    const hours = this.#shared.hours();
    if (!this.#listing) await this.read().catch(() => undefined);
    this.#listing ??= { hour: hours, use: 'shared' };
    const { hour, use } = this.#listing;
    return { idle: Math.max(0, hours - hour - 1), use };
  }

  delete(): Promise<void> {
    return this.#change(async () => {
      await fs.promises.rm(this.#path, { force: true });
      await syncFolder(dirname(this.#path));
      this.exists = false;
      this.#drop(() => true);
      this.#setFileBytes(0);
      this.#epoch = null;
    });
  }

  /** Resolves when no work on the file is under way. */
  async settled(): Promise<void> {
    await this.#turns.ended();
  }

  async #begin(beginning: Pick<RoomFile, 'id' | 'isShared' | 'snapshot'>): Promise<RoomFile> {
    const { serverSeq, epoch } = beginning.snapshot;
    const file = { room: this.name, hour: this.#shared.hours(), ...beginning, truncatedTo: serverSeq, lines: [] };
    await this.#write(file);
    await syncFolder(dirname(this.#path));
    this.#drop(() => true);
    this.exists = true;
    this.#listing = this.#listingOf(file);
    this.#epoch = epoch;
    this.#appended = this.#recorded = serverSeq;
    return file;
  }

  async #read(): Promise<RoomFile> {
    try {
      const file = withJournal(await readRoomFile(this.#path, this.name), this.#pending);
      this.#listing ??= this.#listingOf(file);
      return { ...file, hour: this.#listing.hour };
    } catch (error) {
      throw new LogError('damaged', this.name, error);
    }
  }

  /** A copied folder may count fewer hours than the rooms that were put into it. */
  #listingOf(file: RoomFile): Listing {
    const use = file.isShared ? 'shared' : lastOf(file) === 0 ? 'unused' : 'alone';
    return { hour: Math.min(file.hour, this.#shared.hours()), use };
  }

  async #write(file: RoomFile): Promise<void> {
    const content = Buffer.from(textOf(file));
    await writeWhole(this.#path, content);
    this.#setFileBytes(content.length);
  }

  #setFileBytes(bytes: number): void {
    this.#shared.space.used += bytes - this.#fileBytes;
    this.#fileBytes = bytes;
  }

  #hold(lines: readonly JournalLine[]): void {
    for (const one of lines) {
      this.#pending.push(one);
      this.#shared.space.used += one.bytes;
    }
    if (this.#listing && lines.length > 0)
      this.#listing = { hour: this.#shared.hours(), use: this.#listing.use === 'unused' ? 'alone' : this.#listing.use };
    if (this.#pending.length > 0) this.#shared.unsaved.add(this);
  }

  #drop(isDue: (line: JournalLine) => boolean): void {
    for (const { bytes } of this.#pending.filter(isDue)) this.#shared.space.used -= bytes;
    this.#pending = this.#pending.filter((line) => !isDue(line));
    if (this.#pending.length === 0) this.#shared.unsaved.delete(this);
  }

  async #change<T>(act: () => Promise<T>): Promise<T> {
    this.#shared.journal.mustBeOpen();
    return this.#turns.take(act);
  }
}
