import { closeSync, existsSync, openSync, readSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '@button/sync';
import type { Recorded, SavedSnapshot } from '@button/sync/log';
import { open, type Database, type RootDatabase } from 'lmdb';
import { Commits } from './commit.ts';

/** What stands in the first page of every LMDB database, and where. */
const MAGIC = 0xbeefc0de;
const MAGIC_AT = 24;

/** How far a room's log goes. Its version in the database is the `serverSeq` of the last line. */
interface Head {
  readonly serverTime: number;
}

/** What was last saved of a room, and after which `serverSeq` every line is still there. */
export interface Saved {
  readonly snapshot: SavedSnapshot;
  readonly truncatedTo: number;
}

/** The tables, in one file, with one line of commits. */
export interface Tables<I extends Intent> {
  readonly file: string;
  readonly root: RootDatabase;
  readonly commits: Commits;
  readonly heads: Database<Head, string>;
  readonly snapshots: Database<Saved, string>;
  readonly lines: Database<Recorded<I>, [room: string, serverSeq: number]>;
}

/**
 * Every write of ours is in a batch of its own, and what is written in one turn of the event loop shares a commit. (What
 * lmdb does by default is one batch for the whole turn; when that fails, a promise that nobody holds ends the process.)
 */
const grouping = { eventTurnBatching: false, txnStartThreshold: 10_000 };

/**
 * A commit waits for the disk before the next begins. (By default they overlap; when one then fails on a full disk,
 * what the one before it had already promised may be gone too.)
 */
const durability = { overlappingSync: false };

/** A setting of lmdb's own that only tests change. (It is never told not to wait for the disk.) */
export interface LmdbSetting {
  /** Counts what it does: `root.getStats()` tells. */
  readonly trackMetrics?: boolean;
}

/**
 * Opens the database, for one who writes or any number who read. A write is on the disk (fdatasync) before its promise
 * resolves, and all writes of one turn of the event loop share one commit, on a thread of lmdb's own.
 */
export function openTables<I extends Intent>(
  folder: string,
  { isReadOnly = false, ...setting }: LmdbSetting & { readonly isReadOnly?: boolean } = {},
): Tables<I> {
  const file = join(folder, 'record.mdb');
  mustBeDatabase(file);
  const root = open({ path: file, readOnly: isReadOnly, ...grouping, ...durability, ...setting });
  return {
    file,
    root,
    commits: new Commits(),
    heads: root.openDB({ name: 'heads', encoding: 'json', useVersions: true }),
    snapshots: root.openDB({ name: 'snapshots', encoding: 'json' }),
    lines: root.openDB({ name: 'lines', encoding: 'json' }),
  };
}

/** lmdb ends the process over a file that is no database, so one looks first: its first page tells. */
function mustBeDatabase(path: string): void {
  if (!existsSync(path)) return;
  const start = Buffer.alloc(MAGIC_AT + 4);
  const file = openSync(path, 'r');
  const length = readSync(file, start);
  closeSync(file);
  if (length > 0 && start.readUInt32LE(MAGIC_AT) !== MAGIC) throw new Error(`${path} is not a database`);
}

/** How much the record may take. */
export interface Space {
  /** The database takes no more when it has so many bytes. */
  readonly maxBytes: number;
  /**
   * Nor when so few are free on the disk. lmdb must never meet a full one: what it says of a failed write is longer than
   * the memory that it has for it, and the process may end over that.
   */
  readonly spareBytes?: number;
}

const SPARE = 16_000_000;

/** @throws with what is wrong, when there is no space for more. */
export function mustHaveSpace<I extends Intent>(tables: Tables<I>, { maxBytes, spareBytes = SPARE }: Space): void {
  const { bavail, bsize } = statfsSync(tables.file);
  if (bavail * bsize < spareBytes) throw new Error('The disk is nearly full.');
  if (isFull(tables, maxBytes)) throw new Error('The database has reached its limit.');
}

/** Are so many bytes in use? The file never shrinks: when it is large enough, one looks how much of it is free again. */
function isFull<I extends Intent>({ file, heads, snapshots, lines }: Tables<I>, maxBytes: number): boolean {
  if (statSync(file).size < maxBytes) return false;
  return [heads, snapshots, lines].reduce((sum, table) => sum + bytesOf(table.getStats()), 0) >= maxBytes;
}

/** lmdb says of what it tells only that it is an object. */
function bytesOf(stats: object): number {
  const count = (name: string) => Number(Reflect.get(stats, name) ?? 0);
  const pages = count('treeBranchPageCount') + count('treeLeafPageCount') + count('overflowPages');
  return pages * count('pageSize');
}
