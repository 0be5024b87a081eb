import { closeSync, existsSync, openSync, readSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '@button/sync';
import type { Recorded, SavedSnapshot } from '@button/sync/log';
import { open, type Database, type RootDatabase } from 'lmdb';
import { Commits } from './commit.ts';

/** What stands in the first page of every LMDB database, and where. */
const MAGIC = 0xbeefc0de;
const MAGIC_AT = 24;

/** The end of a room's log. Its version in the database is the `serverSeq` of the last line. */
interface Head {
  readonly serverTime: number;
}

/** A room's saved snapshot. The lines up to `truncatedTo` were deleted. */
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
 * lmdb does by default is one batch for the whole turn; when that fails, a promise that no code holds ends the process.)
 */
const grouping = { eventTurnBatching: false, txnStartThreshold: 10_000 };

/**
 * A commit waits for the disk before the next begins. (By default they overlap; when one then fails on a full disk,
 * what the one before it had already promised may be gone too.)
 */
const durability = { overlappingSync: false };

/** lmdb's own setting, which only tests change. (It always waits for the disk.) */
export interface LmdbSetting {
  /** Counts transactions, for `root.getStats()`. */
  readonly trackMetrics?: boolean;
}

/**
 * Opens the database, for one writer or any number of readers. A write is on the disk (fdatasync) before its promise
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

/** lmdb ends the process over a file that is no database, so the first page is checked before. */
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
  /** Nothing more is recorded once this many bytes are in use. */
  readonly maxBytes: number;
  /**
   * Nor when fewer bytes than this are free on the disk; 16 MB by default. lmdb must never meet a full disk: its message
   * about a failed write is longer than the buffer that it has for it, and the process may crash.
   */
  readonly spareBytes?: number;
}

const SPARE = 16_000_000;

/** @throws an error with the reason if there is no space for more. */
export function mustHaveSpace<I extends Intent>(tables: Tables<I>, { maxBytes, spareBytes = SPARE }: Space): void {
  const { bavail, bsize } = statfsSync(tables.file);
  if (bavail * bsize < spareBytes) throw new Error('The disk is nearly full.');
  if (isFull(tables, maxBytes)) throw new Error('The database has reached its limit.');
}

/** The file never shrinks: once it is large, only the pages in use count. */
function isFull<I extends Intent>({ file, heads, snapshots, lines }: Tables<I>, maxBytes: number): boolean {
  if (statSync(file).size < maxBytes) return false;
  return [heads, snapshots, lines].reduce((sum, table) => sum + bytesOf(table.getStats()), 0) >= maxBytes;
}

/** lmdb types its counters as an object only. */
function bytesOf(stats: object): number {
  const count = (name: string) => Number(Reflect.get(stats, name) ?? 0);
  const pages = count('treeBranchPageCount') + count('treeLeafPageCount') + count('overflowPages');
  return pages * count('pageSize');
}
