import fs from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '@button/sync';
import type { Recorded, SavedSnapshot } from '@button/sync/log';
import { seal, unseal } from './seal.ts';
import type { JournalLine } from './segments.ts';

const EXTENSION = '.json';
/** In bytes, on all common file systems; the name of an unfinished file is a little longer. */
const MAX_NAME = 250;

/** The content of a room's file. */
export interface RoomFile {
  readonly room: string;
  readonly id: string;
  /** The hour of the last line, by the folder's count of hours. */
  readonly hour: number;
  /** Whether it has had two people, or was restored. */
  readonly isShared: boolean;
  readonly snapshot: SavedSnapshot;
  readonly truncatedTo: number;
  /** The JSON text of each line after `truncatedTo`. */
  readonly lines: readonly string[];
}

/** The `serverSeq` of the last line. */
export function lastOf({ truncatedTo, lines }: RoomFile): number {
  return truncatedTo + lines.length;
}

/** Sealed as a whole: one JSON value on each line, first the snapshot. */
export function textOf({ lines, ...head }: RoomFile): string {
  return seal([JSON.stringify(head), ...lines, ''].join('\n'));
}

/**
 * The inverse of `textOf`.
 * @throws if the text has changed, or is that of another room, as one whose name differs in case alone may be
 */
export function parseRoomFile(bytes: Buffer, room: string): RoomFile {
  const [first = '', ...lines] = unseal(bytes)?.split('\n').slice(0, -1) ?? [];
  if (first === '') throw new Error('The file of the room has changed.');
  const head: unknown = JSON.parse(first);
  if (!isHead(head) || head.room !== room) throw new Error('The file is not that of this room.');
  return { ...head, lines };
}

/**
 * @throws a system error or, if the content is not as it was written, another one
 */
export async function readRoomFile(path: string, room: string): Promise<RoomFile> {
  return parseRoomFile(await fs.promises.readFile(path), room);
}

/**
 * The file with the lines of the journal that it lacks.
 * @throws if a line before one of them is missing
 */
export function withJournal(file: RoomFile, found: readonly JournalLine[]): RoomFile {
  return { ...file, lines: [...file.lines, ...linesBeyond(file, found).map(({ line }) => JSON.stringify(line))] };
}

/**
 * The lines of the journal that the file of their room lacks. Lines of another epoch are of a room that was deleted or
 * replaced.
 * @throws if a line before one of them is missing
 */
export function linesBeyond(file: RoomFile, found: readonly JournalLine[]): JournalLine[] {
  let last = lastOf(file);
  return found.filter(({ epoch, line: { serverSeq } }) => {
    if (epoch !== file.snapshot.epoch || serverSeq <= last) return false;
    if (serverSeq !== last + 1) throw new Error(`Line ${last + 1} is missing.`);
    last = serverSeq;
    return true;
  });
}

/** A line from its JSON text, which its seal has shown to be as it was written. */
export function parseLine<I extends Intent>(json: string): Recorded<I> {
  const line: unknown = JSON.parse(json);
  if (!isLine<I>(line)) throw new Error('This is not a line of the record.');
  return line;
}

/** Null if no file can have the name that the room would need. */
export function roomPath(folder: string, room: string): string | null {
  try {
    const name = encodeURIComponent(room) + EXTENSION;
    return name.length > MAX_NAME ? null : join(folder, name);
  } catch {
    return null;
  }
}

/** The room to which a file belongs; null for any other file. */
export function roomOf(fileName: string): string | null {
  try {
    const room = decodeURIComponent(fileName.slice(0, -EXTENSION.length));
    return encodeURIComponent(room) + EXTENSION === fileName ? room : null;
  } catch {
    return null;
  }
}

function isHead(value: unknown): value is Omit<RoomFile, 'lines'> {
  if (typeof value !== 'object' || value === null || !('snapshot' in value)) return false;
  const { snapshot } = value;
  const has = ['room', 'id', 'hour', 'isShared', 'truncatedTo'].every((key) => key in value);
  return typeof snapshot === 'object' && snapshot !== null && has;
}

function isLine<I extends Intent>(value: unknown): value is Recorded<I> {
  return typeof value === 'object' && value !== null && 'serverSeq' in value && 'kind' in value;
}
