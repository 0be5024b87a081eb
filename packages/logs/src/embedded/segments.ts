import fs from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import { isMissing } from './files.ts';
import { readSegment, type Segment } from './segment.ts';

/** The segments of a journal are files of one size. Their names are their numbers. */
export interface JournalPlace {
  readonly folder: string;
  readonly segmentBytes: number;
}

/** The part of a line that the store reads. */
type Line = Pick<Recorded<Intent>, 'serverSeq' | 'serverTime'>;

/** A line of the record as the journal has it. */
export interface JournalLine {
  readonly room: string;
  readonly epoch: string;
  readonly line: Line;
  /** The length of its JSON text. */
  readonly bytes: number;
  /** In which segment it is. */
  readonly segment: number;
}

/** A segment that was read. */
export interface FoundSegment extends Pick<Segment, 'end' | 'used'> {
  readonly number: number;
  readonly lines: readonly JournalLine[];
  /** Why it cannot be relied on. */
  readonly fault: string | null;
}

export function segmentPath(folder: string, number: number): string {
  return join(folder, String(number).padStart(8, '0'));
}

/** Reads all segments, oldest first. One that is deleted meanwhile is left out: its lines are in the files of the rooms. */
export async function readSegments(place: JournalPlace): Promise<readonly FoundSegment[]> {
  const names = await fs.promises.readdir(place.folder);
  const numbers = names.filter((name) => /^\d{8,}$/.test(name)).map(Number);
  const found: FoundSegment[] = [];
  for (const number of numbers.sort((a, b) => a - b)) {
    const bytes = await readSettled(segmentPath(place.folder, number));
    if (bytes) found.push(examine(bytes, number, place));
  }
  const lastUsed = found.findLastIndex(({ used }) => used > 0);
  return found.map((one, index) => (index < lastUsed ? mustBeFinished(one) : one));
}

/**
 * While a Hero is writing, what is read may be half of a record. A damaged rest counts only if it is found a second
 * time.
 */
async function readSettled(path: string): Promise<Buffer | null> {
  try {
    let bytes = await fs.promises.readFile(path);
    while (readSegment(bytes).rest === 'damaged') {
      const again = await fs.promises.readFile(path);
      if (again.equals(bytes)) break;
      bytes = again;
    }
    return bytes;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function examine(bytes: Buffer, number: number, { segmentBytes }: JournalPlace): FoundSegment {
  const { records, end, used, rest } = readSegment(bytes);
  const isWhole = bytes.length === segmentBytes;
  const fault = !isWhole ? `is ${bytes.length} bytes long` : rest === 'damaged' ? `is damaged at byte ${end}` : null;
  return { number, end, used, fault, lines: records.flatMap((json) => linesOf(json, number)) };
}

/** Another segment is begun only when the one before is finished, and has a record at least. */
function mustBeFinished(found: FoundSegment): FoundSegment {
  const { end, used, fault } = found;
  const isFinished = used > 0 && used === end;
  return { ...found, fault: fault ?? (isFinished ? null : `is damaged at byte ${end}`) };
}

function linesOf(record: string, segment: number): JournalLine[] {
  const entries: unknown = JSON.parse(record);
  if (!Array.isArray(entries) || !entries.every(isEntry)) throw new Error('This is not a record of the journal.');
  return entries.map(([room, epoch, line]) => {
    return { room, epoch, line, bytes: Buffer.byteLength(JSON.stringify(line)), segment };
  });
}

type Entry = [room: string, epoch: string, line: Line];

function isEntry(value: unknown): value is Entry {
  if (!Array.isArray(value) || typeof value[0] !== 'string' || typeof value[1] !== 'string') return false;
  const line: unknown = value[2];
  const has = (key: string) => typeof line === 'object' && line !== null && Number.isInteger(Reflect.get(line, key));
  return has('serverSeq') && has('serverTime');
}
