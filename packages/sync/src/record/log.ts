import type { Intent } from '../action.ts';
import type { Arrival, Entry, KeptOut, Recorded, Snapshot } from './record.ts';

/** A snapshot as a log keeps it: its state is of the version of the rules that made it, which may be an older one. */
export interface SavedSnapshot extends Snapshot<unknown> {
  readonly version: number;
}

/** Nothing is recorded in it yet; something is; it has had two people, or was restored. */
export type RoomUse = 'unused' | 'alone' | 'shared';

/** The outcome of an append. */
export type Appended = { readonly kind: 'recorded'; readonly serverSeq: number } | KeptOut;

/** One room's record, for reading. */
export interface ReadableLog<I extends Intent> {
  /** The room's own id, which it keeps for as long as it exists: the epoch with which it was created. */
  readonly id: string;

  /** Drawn when the room was created or restored. */
  readonly epoch: string;

  /** The log has every line after this `serverSeq`; those up to it may have been deleted. */
  readonly truncatedTo: number;

  /** The newest saved snapshot: where to begin. It is never below `truncatedTo`. */
  snapshot(): Promise<SavedSnapshot>;

  /**
   * Notifies the listener of each line after `serverSeq`, once and in order: first the existing lines, then new ones.
   * Resolves to a function that ends the subscription, once the existing lines have been delivered.
   * @throws RangeError below `truncatedTo`.
   */
  subscribe(serverSeq: number, listener: (recorded: readonly Recorded<I>[]) => void): Promise<() => void>;
}

/**
 * The durable, ordered record of one room, and its sequencer. Hero writes to it and subscribes to it; everything else
 * about it (memory, disk, shared by many Heroes) is behind this interface.
 */
export interface Log<I extends Intent> extends ReadableLog<I> {
  /**
   * Gives the entry its place, atomically with the check for duplicates and gaps. Calls reserve their places in the
   * order they are made. Resolves when the entry is recorded, so that no crash can undo it, and the listeners have been
   * notified of it.
   * @throws LogError `not-recorded`; then all entries appended behind it fail too, and so does every later append until
   * the room is opened again.
   */
  append(entry: Entry<I>, arrival: Arrival): Promise<Appended>;

  /** Keeps a snapshot, and deletes the lines up to `truncateTo`, which is not above the snapshot's `serverSeq`. */
  save(snapshot: SavedSnapshot, truncateTo: number): Promise<void>;
}

/** The records of all rooms, for reading, as a backup needs them. */
export interface ReadableLogs<I extends Intent> {
  /** Every room that has a log, in no particular order. One that is created or deleted meanwhile may be missing or listed. */
  list(): AsyncIterable<{ readonly room: string }>;

  /**
   * The room's log as it was recorded; null if it has none.
   * @throws LogError `damaged`
   */
  open(room: string): Promise<ReadableLog<I> | null>;

  /** Resolves when all appended entries are recorded. */
  close(): Promise<void>;
}

/**
 * Where the records of all rooms live: a log for each. To add a store, implement this interface and prove it with the
 * contract suite.
 *
 * @example
 * const logs: Logs<NotesIntent> = new MemoryLogs();
 * const log = await logs.create('ROOM', { version: 1, epoch: randomUUID(), serverSeq: 0, … });
 * await log.append({ kind: 'join', person: 'bob' }, { time: Date.now() });
 */
export interface Logs<I extends Intent> extends ReadableLogs<I> {
  /**
   * Begins the log of a new room at a snapshot, whose epoch must be freshly drawn. Of two calls for one room, one fails.
   * @throws LogError `room-exists`, and the existing log stays untouched; `not-recorded`
   */
  create(room: string, snapshot: SavedSnapshot): Promise<Log<I>>;

  /**
   * Begins a room's log again at a snapshot, as restoring a backup does, in place of a log that it may have, even a
   * damaged one. The epoch must be freshly drawn; the id is that of the room which was backed up, so that it stays the same
   * room. It must not be open.
   * @throws LogError `not-recorded`
   */
  replace(room: string, snapshot: SavedSnapshot, id: string): Promise<Log<I>>;

  open(room: string): Promise<Log<I> | null>;

  /** Deletes a room's log for good; nothing happens if it has none. */
  delete(room: string): Promise<void>;

  /** How many rooms have a log. */
  count(): Promise<number>;

  /**
   * Why nothing can be recorded at the moment, or not for long; null if nothing stands in the way. It is cheap, and tries
   * again what has failed, so that it also notices when that works again. Call it once a second at most.
   * - `no-space`: the store, or what it may use of it, is full
   * - `behind`: what is appended waits for too long
   * - `failing`: the store could not write when it last tried
   */
  fault(): Promise<'no-space' | 'behind' | 'failing' | null>;

  /**
   * Lists each room with the whole hours since its last line or, before the first, since it began; only hours that were
   * passed by `passHour` count. Deleting the rooms that it yields is safe.
   */
  list(): AsyncIterable<{ readonly room: string; readonly idle: number; readonly use: RoomUse }>;

  /**
   * Counts one more hour in which rooms could be used. It is kept, so that rooms grow old by the time that servers were up,
   * and no clock that is set wrongly makes them older.
   * @throws if it could not be kept; it counts until the logs are closed all the same
   */
  passHour(): Promise<void>;

  /** Keeps that a room has had two people; nothing happens if it does not exist. */
  markShared(room: string): Promise<void>;
}

/**
 * - `room-exists`: a room of this name has a log already
 * - `damaged`: a room's log, or what all logs of a store share, differs from what was written; it is left untouched
 * - `not-recorded`: a room's log could not be written
 * - `in-use`: another process is using the store, which is for one
 * - `other-format`: a program that keeps the record in another way has used the store; it is left untouched
 * - `newer-rules`: a program with newer rules has used the store; it is left untouched
 * - `missing`: there is no store to read from
 * - `unusable`: the store cannot be used; the cause says why
 */
export type LogErrorCode =
  'room-exists' | 'damaged' | 'not-recorded' | 'in-use' | 'other-format' | 'newer-rules' | 'missing' | 'unusable';

/** A failure of a log or its store. An app words the code for the people who run it. */
export class LogError extends Error {
  readonly code: LogErrorCode;
  /** The name of the room, or the place of the store, such as a path. */
  readonly subject: string;

  constructor(code: LogErrorCode, subject: string, cause?: unknown) {
    super(`${code}: ${subject}`, { cause });
    this.code = code;
    this.subject = subject;
  }
}
