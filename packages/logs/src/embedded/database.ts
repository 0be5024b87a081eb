import { closeSync, existsSync, openSync, readSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '@button/sync';
import type { Recorded, SavedSnapshot } from '@button/sync/log';
import { open, type Database, type RootDatabase } from 'lmdb';
import { Commits } from './commit.ts';

/** The magic number of every LMDB database, and its offset in bytes. */
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

/** The tables, in one file, with one queue of commits. */
export interface Tables<I extends Intent> {
  readonly file: string;
  readonly root: RootDatabase;
  readonly commits: Commits;
  readonly heads: Database<Head, string>;
  readonly snapshots: Database<Saved, string>;
  readonly lines: Database<Recorded<I>, [room: string, serverSeq: number]>;
}

/**
 * Each write is a batch, and the batches of one turn of the event loop share a commit. (By default lmdb makes one batch of
 * the whole turn; if that fails, it rejects a promise that no code can catch, which ends the process.)
 */
const grouping = { eventTurnBatching: false, txnStartThreshold: 10_000 };

/**
 * A commit is on the disk before the next begins. (By default they overlap; if one then fails on a full disk, the one
 * before it may be lost too, although it was reported as done.)
 */
const durability = { overlappingSync: false };

/** For lmdb itself; only tests change it. */
export interface LmdbSetting {
  /** Counts transactions, in `root.getStats()`. */
  readonly trackMetrics?: boolean;
}

/**
 * Opens the database, for one writer or any number of readers. A write is on the disk (fdatasync) before its promise
 * resolves.
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

/** lmdb crashes the process if the file is not a database, so it is checked first. */
function mustBeDatabase(path: string): void {
  if (!existsSync(path)) return;
  const start = Buffer.alloc(MAGIC_AT + 4);
  const file = openSync(path, 'r');
  const length = readSync(file, start);
  closeSync(file);
  if (length > 0 && start.readUInt32LE(MAGIC_AT) !== MAGIC) throw new Error(`${path} is not a database`);
}

/** How much of the disk the record may use. */
export interface Space {
  /** Appends fail once this many bytes are in use. */
  readonly maxBytes: number;
  /**
   * Appends fail while fewer bytes than this are free on the disk; 16 MB by default. lmdb must never meet a full disk: its
   * message about a failed write overflows its own buffer, and may crash the process.
   */
  readonly spareBytes?: number;
}

const SPARE = 16_000_000;

/** @throws if there is no space for more; the message says why */
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

/** lmdb types its counters only as `object`. */
function bytesOf(stats: object): number {
  const count = (name: string) => Number(Reflect.get(stats, name) ?? 0);
  const pages = count('treeBranchPageCount') + count('treeLeafPageCount') + count('overflowPages');
  return pages * count('pageSize');
}
