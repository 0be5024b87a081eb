import type { Intent } from '@button/sync';
import { LogError, type Recorded, type SavedSnapshot } from '@button/sync/log';
import type { Transaction } from 'lmdb';
import type { Tables } from './database.ts';

/** A room's record as it is on the disk. */
export interface RoomOnDisk<I extends Intent> {
  readonly snapshot: SavedSnapshot;
  /** Every line after this `serverSeq` is still there. */
  readonly truncatedTo: number;
  /** The `serverSeq` of the last line. */
  readonly serverSeq: number;
  /** The time of the last line or, before the first, of the snapshot that the log began with. */
  readonly serverTime: number;
  /** The lines after the snapshot. */
  readonly tail: readonly Recorded<I>[];
}

/**
 * Reads a room; null if it has no log.
 * @throws LogError `damaged`
 */
export function readRoom<I extends Intent>(
  tables: Tables<I>,
  room: string,
  transaction?: Transaction,
): RoomOnDisk<I> | null {
  const at = transaction && { transaction };
  try {
    const head = tables.heads.getEntry(room, at);
    if (!head) return null;
    const saved = tables.snapshots.get(room, at);
    if (!saved || head.version === undefined) throw new Error('there is no snapshot');
    const tail = readLines(tables, room, saved.snapshot.serverSeq, head.version, transaction);
    return { ...saved, serverSeq: head.version, serverTime: head.value.serverTime, tail };
  } catch (error) {
    throw new LogError('damaged', room, error);
  }
}

/**
 * The lines after one `serverSeq`, up to and including another.
 * @throws if one is missing
 */
export function readLines<I extends Intent>(
  { lines }: Tables<I>,
  room: string,
  after: number,
  upTo: number,
  transaction?: Transaction,
): readonly Recorded<I>[] {
  const range = lines.getRange({
    start: [room, after + 1],
    end: [room, upTo + 1],
    ...(transaction && { transaction }),
  });
  const found = [...range].map(({ value }) => value);
  const isWhole =
    found.length === upTo - after && found.every(({ serverSeq }, index) => serverSeq === after + 1 + index);
  if (!isWhole) throw new Error(`lines are missing between ${after} and ${upTo}`);
  return found;
}
