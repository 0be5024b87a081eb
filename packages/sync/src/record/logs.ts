import type { Intent } from '../action.ts';
import type { Log, ReadableLog, SavedSnapshot } from './log.ts';

/** A room that has a log. */
export interface ListedRoom {
  readonly room: string;
  /** The time of its last line or, before the first, of the snapshot that it began with: milliseconds since 1970. */
  readonly touched: number;
}

/** The records of all rooms, for reading: what a backup needs. */
export interface ReadableLogs<I extends Intent> {
  /**
   * Every room that has a log, in no particular order. One that is created or deleted meanwhile may be missing or listed;
   * deleting the rooms that it yields is safe.
   */
  list(): AsyncIterable<ListedRoom>;

  /**
   * The room's log as it was recorded; null if it has none.
   * @throws LogError `damaged`
   */
  open(room: string): Promise<ReadableLog<I> | null>;

  close(): Promise<void>;
}

/**
 * Where the records of all rooms live: a log for each. To add a store, implement this interface and prove it with the
 * contract suite.
 *
 * @example
 * const logs: Logs<NotesIntent> = new MemoryLogs();
 * const log = await logs.create('ROOM', { version: 1, epoch: randomUUID(), serverSeq: 0, … });
 * await log.append({ kind: 'join', clientId: 'bob', clientSeq: 0 }, { time: Date.now(), seed: 7 });
 */
export interface Logs<I extends Intent> extends ReadableLogs<I> {
  /**
   * Begins the log of a new room at a snapshot, whose epoch must be freshly drawn. Of two calls for one room, one fails.
   * @throws LogError `room-exists`, and what is there stays untouched; `not-recorded`
   */
  create(room: string, snapshot: SavedSnapshot): Promise<Log<I>>;

  /**
   * Begins a room's log again at a snapshot, as restoring a backup does, in place of a log that it may have, even a
   * damaged one. The epoch must be freshly drawn. The room must not be open.
   * @throws LogError `not-recorded`
   */
  replace(room: string, snapshot: SavedSnapshot): Promise<Log<I>>;

  open(room: string): Promise<Log<I> | null>;

  /** Deletes a room's log for good; nothing happens if it has none. */
  delete(room: string): Promise<void>;

  /** How many rooms have a log. */
  count(): Promise<number>;

  /** Resolves when all that was appended is recorded. */
  close(): Promise<void>;
}
