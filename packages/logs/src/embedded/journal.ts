import fs from 'node:fs';
import { syncFolder, writeAt, writeWhole } from './files.ts';
import { recordAt } from './segment.ts';
import { segmentPath, type FoundSegment, type JournalPlace } from './segments.ts';

/** How much one commit writes, in bytes. */
const MOST_AT_ONCE = 1_000_000;
/** How much may wait to be written, in bytes. */
const MOST_WAITING = 16_000_000;
/** The journal is behind when this much waits, in bytes, or when a commit takes this long, in milliseconds. */
const [MUCH_WAITING, LONG_COMMIT] = [MOST_WAITING / 2, 2_000];
/** How many segments there may be before the next is begun only when the rooms of the older ones are saved. */
const MOST_SEGMENTS = 8;
/** What a record has around its entries: a checksum, brackets, and a space that may be added. */
const FRAME = 16;

interface Waiting {
  readonly json: string;
  readonly bytes: number;
  readonly recorded: (segment: number) => void;
  readonly failed: (error: unknown) => void;
}

/** Saves the rooms with lines in segments before this one. Resolves to whether a segment is still needed. */
export type Checkpoint = (before: number) => Promise<(segment: number) => boolean>;

/**
 * What is appended in all rooms, in the order of the calls. The entries of one turn of the event loop share a commit;
 * those that come during a commit share the next.
 */
export class Journal {
  readonly #place: JournalPlace;
  readonly #checkpoint: Checkpoint;
  /** The numbers of the segments with records, oldest first. The last one is written to. */
  readonly #segments: number[];
  #file: number;
  #end: number;
  /** How many bytes behind the end were perhaps written by a commit that failed. */
  #remains: number;
  /** The number of the next segment, which is prepared before it is needed, so that a full disk shows before. */
  #spare: Promise<number>;
  #isSpareMissing = false;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #underWay: Promise<void> | null = null;
  /** When the commit that is under way began. */
  #committingSince = Infinity;
  #hasFailed = false;
  #tidied: Promise<void> = Promise.resolve();
  #isOver = false;

  private constructor(place: JournalPlace, found: readonly FoundSegment[], checkpoint: Checkpoint) {
    this.#place = place;
    this.#checkpoint = checkpoint;
    const current = found.findLast(({ used }) => used > 0) ?? found[0];
    if (!current) throw new Error('The journal has no segment.');
    this.#segments = found.map(({ number }) => number).filter((number) => number <= current.number);
    const spare = found.find(({ number }) => number > current.number);
    this.#spare = spare ? Promise.resolve(spare.number) : this.#prepare(current.number + 1);
    this.#file = fs.openSync(segmentPath(place.folder, current.number), 'r+');
    this.#end = current.end;
    this.#remains = current.used - current.end;
  }

  /**
   * Continues the journal of a folder behind the last record of the segments that were found in it, or begins one. When
   * it resolves, all that was found is on the disk, and what was unfinished is gone. Call `tidy` once the rooms know
   * their lines.
   */
  static async open(place: JournalPlace, found: readonly FoundSegment[], checkpoint: Checkpoint): Promise<Journal> {
    if (found.length === 0) await writeSegment(place, 1);
    const first = { number: 1, end: 0, used: 0, lines: [], fault: null };
    const journal = new Journal(place, found.length === 0 ? [first] : found, checkpoint);
    await journal.#repair();
    return journal;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether what is appended waits for too long. */
  get isBehind(): boolean {
    return this.#waitingBytes > MUCH_WAITING || performance.now() - this.#committingSince > LONG_COMMIT;
  }

  /** Whether the last commit has succeeded, and the next segment is prepared. What has failed is tried again first. */
  async works(): Promise<boolean> {
    const works = () => !this.#hasFailed && !this.#isSpareMissing;
    if (!works() && !this.#isOver) await (this.#underWay ??= this.#commitAll());
    return works();
  }

  /** @throws if nothing more is accepted */
  mustBeOpen(): void {
    if (this.#isOver) throw new Error('The record is closed.');
  }

  /**
   * Resolves, once the entry and all before it are on the disk, to the number of its segment. Rejects if the entry, and
   * all that were appended behind it, could not be written.
   * @throws at once if the entry is not accepted, which changes nothing for those that wait.
   */
  append(json: string): Promise<number> {
    const bytes = Buffer.byteLength(json) + 1;
    this.mustBeOpen();
    if (bytes + FRAME > this.#place.segmentBytes) throw new Error('The line is too long.');
    if (this.#waitingBytes + bytes > MOST_WAITING) throw new Error('Too much is waiting for the disk.');
    return new Promise((recorded, failed) => {
      this.#waiting.push({ json, bytes, recorded, failed });
      this.#waitingBytes += bytes;
      this.#underWay ??= this.#commitAll();
    });
  }

  /** Deletes the segments that are not needed any more. If that fails, it is tried again at the next segment. */
  tidy(): Promise<void> {
    this.#tidied = this.#tidied.then(() => this.#deleteUnneeded()).catch(() => undefined);
    return this.#tidied;
  }

  /** Accepts nothing more. Resolves when all that was appended is recorded, or has failed. */
  async close(): Promise<void> {
    this.#isOver = true;
    await this.#underWay;
    await this.#tidied;
    await this.#spare.catch(() => undefined);
    fs.closeSync(this.#file);
  }

  /** What waits; if nothing does, only what has failed is tried again. */
  async #commitAll(): Promise<void> {
    do {
      await endOfTurn();
      const batch = this.#nextBatch();
      this.#committingSince = performance.now();
      try {
        await (batch.length > 0 ? this.#commit(`[${batch.map(({ json }) => json).join()}]`) : this.#mend());
        this.#hasFailed = false;
        const segment = this.#segments.at(-1) ?? 0;
        for (const { recorded } of batch) recorded(segment);
      } catch (error) {
        this.#hasFailed = true;
        await this.#repair().catch(() => undefined);
        // Those behind fail too: nothing is recorded whose predecessor is not.
        for (const { failed } of [...batch, ...this.#waiting.splice(0)]) failed(error);
        this.#waitingBytes = 0;
      }
    } while (this.#waiting.length > 0);
    this.#committingSince = Infinity;
    this.#underWay = null;
  }

  #nextBatch(): Waiting[] {
    const most = Math.min(MOST_AT_ONCE, this.#place.segmentBytes) - FRAME;
    let bytes = 0;
    const tooMuch = this.#waiting.findIndex((one, index) => (bytes += one.bytes) > most && index > 0);
    const batch = this.#waiting.splice(0, tooMuch < 0 ? this.#waiting.length : tooMuch);
    for (const one of batch) this.#waitingBytes -= one.bytes;
    return batch;
  }

  async #commit(json: string): Promise<void> {
    if (this.#remains > 0) await this.#repair();
    let bytes = recordAt(this.#end, json);
    if (this.#end + bytes.length > this.#place.segmentBytes) {
      await this.#beginNextSegment();
      bytes = recordAt(0, json);
    }
    this.#remains = bytes.length;
    await writeAt(this.#file, bytes, this.#end);
    this.#remains = 0;
    this.#end += bytes.length;
  }

  /** A commit that failed must not come back: zeros take the place of what it may have written. */
  async #repair(): Promise<void> {
    await writeAt(this.#file, Buffer.alloc(this.#remains), this.#end);
    this.#remains = 0;
  }

  async #mend(): Promise<void> {
    if (this.#isSpareMissing) await (this.#spare = this.#prepareAgain());
    await this.#repair();
  }

  async #beginNextSegment(): Promise<void> {
    if (this.#segments.length > MOST_SEGMENTS) await this.tidy();
    const number = await this.#spare.catch(() => this.#prepareAgain());
    const file = fs.openSync(segmentPath(this.#place.folder, number), 'r+');
    fs.closeSync(this.#file);
    this.#file = file;
    this.#end = 0;
    this.#segments.push(number);
    this.#spare = this.#prepare(number + 1);
    void this.tidy();
  }

  #prepareAgain(): Promise<number> {
    const number = (this.#segments.at(-1) ?? 0) + 1;
    return this.tidy().then(() => this.#prepare(number));
  }

  #prepare(number: number): Promise<number> {
    const prepared = writeSegment(this.#place, number).then(() => number);
    // If it fails it is tried again when it is needed, and if it fails then, the entries that wait say why.
    prepared.then(
      () => (this.#isSpareMissing = false),
      () => (this.#isSpareMissing = true),
    );
    return prepared;
  }

  async #deleteUnneeded(): Promise<void> {
    const current = this.#segments.at(-1) ?? 0;
    const isNeeded = await this.#checkpoint(current);
    for (const number of this.#segments.filter((number) => number < current && !isNeeded(number))) {
      await fs.promises.rm(segmentPath(this.#place.folder, number));
      this.#segments.splice(this.#segments.indexOf(number), 1);
    }
  }
}

async function writeSegment({ folder, segmentBytes }: JournalPlace, number: number): Promise<void> {
  await writeWhole(segmentPath(folder, number), Buffer.alloc(segmentBytes));
  await syncFolder(folder);
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
