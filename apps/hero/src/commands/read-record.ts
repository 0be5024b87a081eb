import type { Intent } from '@button/sync';
import type { ReadableLog, Recorded, SavedSnapshot } from '@button/sync/log';

/** All that makes up a room: its id, its saved snapshot, and the lines after it. */
export interface RoomRecord<I extends Intent> {
  /** Drawn when the room was created, and kept by a restore: the tokens of its people belong to it. */
  readonly id: string;
  readonly snapshot: SavedSnapshot;
  readonly tail: readonly Recorded<I>[];
}

/**
 * Reads a room whole, as for a backup. The lines follow the snapshot without a gap, also while the log is written to.
 * @throws RangeError when the log was truncated above the snapshot between the two: read it again then.
 */
export async function readRecord<I extends Intent>(log: ReadableLog<I>): Promise<RoomRecord<I>> {
  const snapshot = await log.snapshot();
  const tail: Recorded<I>[] = [];
  const unsubscribe = await log.subscribe(snapshot.serverSeq, (recorded) => tail.push(...recorded));
  unsubscribe();
  return { id: log.id, snapshot, tail };
}
