import { seal, unseal } from './seal.ts';

/** Disks write a sector whole or not at all. Many have larger ones, which are multiples of this. */
const SECTOR = 512;
const NUL = 0;
const NEWLINE = 10;

/** The records of a segment, and what comes behind them. */
export interface Segment {
  /** The JSON text of each. */
  readonly records: readonly string[];
  /** Where the next record belongs. */
  readonly end: number;
  /** Behind this there is nothing but zeros. Above `end` if there is a rest. */
  readonly used: number;
  /**
   * - `clean`: nothing but zeros
   * - `unfinished`: a record whose writing was cut short, so that it was never reported as recorded
   * - `damaged`: anything else, such as a record of which a byte has changed
   */
  readonly rest: 'clean' | 'unfinished' | 'damaged';
}

/**
 * The bytes of a record that will begin at a place in its segment. No sector gets one byte of it alone, because if that
 * byte became NUL, the record would seem unfinished: a space is added where one would.
 */
export function recordAt(place: number, json: string): Buffer {
  const bytes = Buffer.from(`${seal(json)}\n`);
  const alone = [1, SECTOR - 1].includes((place + bytes.length) % SECTOR);
  return alone ? Buffer.from(`${seal(`${json} `)}\n`) : bytes;
}

/** Reads a segment, which was filled with zeros before anything was written to it. */
export function readSegment(bytes: Buffer): Segment {
  const records: string[] = [];
  let end = 0;
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, end);
    const json = newline < 0 ? null : unseal(bytes.subarray(end, newline));
    if (json === null) break;
    records.push(json);
    end = newline + 1;
  }
  let used = bytes.length;
  while (used > end && bytes[used - 1] === NUL) used -= 1;
  const isUnfinished = used > end && isCutShort(bytes, end, used);
  return { records, end, used, rest: used === end ? 'clean' : isUnfinished ? 'unfinished' : 'damaged' };
}

/** Whether these bytes are one record of which sectors are missing: at least one, each of them whole. */
function isCutShort(bytes: Buffer, start: number, end: number): boolean {
  const newline = bytes.indexOf(NEWLINE, start);
  const hasEnd = newline === end - 1;
  if (!hasEnd && (newline >= 0 || end % SECTOR !== 0)) return false;
  let missing = hasEnd ? 0 : 1;
  for (let sector = start; sector < end; sector += SECTOR - (sector % SECTOR)) {
    const part = bytes.subarray(sector, Math.min(end, sector + SECTOR - (sector % SECTOR)));
    if (part.every((byte) => byte === NUL)) missing += 1;
    else if (part.includes(NUL)) return false;
  }
  // A whole record at the end, behind missing sectors or before a newline that has changed, is not cut short.
  const lastStart = Math.max(start, bytes.lastIndexOf(NUL, end - 1) + 1);
  return missing > 0 && unseal(bytes.subarray(lastStart, end - 1)) === null;
}
