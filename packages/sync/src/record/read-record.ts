import type { Intent } from '../action.ts';
import type { ReadableLog, SavedSnapshot } from './log.ts';
import type { Recorded } from './record.ts';

/** All that makes up a room: its saved snapshot, and the lines after it. */
export interface RoomRecord<I extends Intent> {
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
  return { snapshot, tail };
}
