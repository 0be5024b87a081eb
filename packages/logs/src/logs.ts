import type { Intent, Log, SavedSnapshot } from '@button/sync';

export type { Log } from '@button/sync';

/** Where the records of all rooms live: a log for each. */
export interface Logs<I extends Intent> {
  /**
   * Begins a room's log at a snapshot: a new room's at serverSeq 0, a restored one's where its backup ends. The
   * snapshot's epoch must be freshly drawn. Whatever log the room had is replaced.
   */
  create(room: string, snapshot: SavedSnapshot): Promise<Log<I>>;

  /**
   * The room's log as it was recorded, to go on with after a start or a failure; null when there is none.
   * @throws when it is damaged.
   */
  open(room: string): Promise<Log<I> | null>;

  /** Deletes a room's log for good. */
  delete(room: string): Promise<void>;

  /** How many rooms have a log. */
  count(): Promise<number>;

  /** The rooms in which nothing was recorded since `time`, in milliseconds since 1970. To be made counts as well. */
  untouchedSince(time: number): Promise<readonly string[]>;

  /** Ends when all that was appended is recorded. */
  close(): Promise<void>;
}
