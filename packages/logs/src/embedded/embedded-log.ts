import {
  moveOn,
  sequence,
  type Appended,
  type Arrival,
  type Entry,
  type Intent,
  type LastSeqs,
  type Log,
  type Recorded,
  type SavedSnapshot,
} from '@button/sync';
import { within } from './commit.ts';
import { mustHaveSpace, type Space, type Tables } from './database.ts';
import { readLines, type RoomOnDisk } from './reading.ts';

/** One room's record on the disk. */
export class EmbeddedLog<I extends Intent> implements Log<I> {
  readonly #tables: Tables<I>;
  readonly #room: string;
  readonly #space: Space;
  readonly #listeners = new Set<(recorded: readonly Recorded<I>[]) => void>();
  #snapshot: SavedSnapshot;
  #reach: number;
  /** The last line that has its place, and who is listed after it; it may not be recorded yet. */
  #last: { readonly serverSeq: number; readonly serverTime: number };
  #lastSeqs: LastSeqs;
  /** The last line that is recorded and was told. */
  #recorded: number;
  #failure: Error | null = null;

  constructor(tables: Tables<I>, room: string, found: RoomOnDisk<I>, space: Space) {
    this.#tables = tables;
    this.#room = room;
    this.#space = space;
    this.#snapshot = found.snapshot;
    this.#reach = found.reach;
    this.#last = found;
    this.#recorded = found.serverSeq;
    this.#lastSeqs = found.tail.reduce<LastSeqs>(moveOn, found.snapshot.lastSeqs);
  }

  get epoch(): string {
    return this.#snapshot.epoch;
  }

  get reach(): number {
    return this.#reach;
  }

  async append(entry: Entry<I>, { time, seed }: Arrival): Promise<Appended> {
    if (this.#failure) throw this.#failure;
    const verdict = sequence(this.#lastSeqs, entry);
    if (verdict.kind !== 'next') return verdict;
    const [serverSeq, serverTime] = [this.#last.serverSeq + 1, Math.max(time, this.#last.serverTime)];
    const recorded = { ...entry, serverSeq, serverTime, seed };
    this.#last = recorded;
    this.#lastSeqs = moveOn(this.#lastSeqs, entry);
    await this.#write(recorded);
    this.#recorded = serverSeq;
    for (const listener of this.#listeners) listener([recorded]);
    return { kind: 'recorded', serverSeq };
  }

  async snapshot(): Promise<SavedSnapshot> {
    return this.#snapshot;
  }

  async follow(serverSeq: number, listener: (recorded: readonly Recorded<I>[]) => void): Promise<() => void> {
    if (serverSeq < this.#reach) throw new RangeError(`this log reaches back to ${this.#reach}, not to ${serverSeq}`);
    const missed = readLines(this.#tables, this.#room, serverSeq, this.#recorded);
    if (missed.length > 0) listener(missed);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async save(snapshot: SavedSnapshot, letGoUpTo: number): Promise<void> {
    const { root, commits, snapshots, lines } = this.#tables;
    const lettingGo = Array.from({ length: letGoUpTo - this.#reach }, (_, index) => this.#reach + 1 + index);
    this.#snapshot = snapshot;
    this.#reach = letGoUpTo;
    await commits.make(() =>
      root.batch(() => {
        within(snapshots.put(this.#room, { snapshot, reach: letGoUpTo }));
        for (const serverSeq of lettingGo) within(lines.remove([this.#room, serverSeq]));
      }),
    );
  }

  /**
   * The line and the head move on together, and only from the line before: when that one was not recorded, this one is
   * not either, in whatever commit it is.
   */
  async #write(recorded: Recorded<I>): Promise<void> {
    const { commits, heads, lines } = this.#tables;
    const { serverSeq, serverTime } = recorded;
    try {
      mustHaveSpace(this.#tables, this.#space);
      const isNext = await commits.make(() =>
        heads.ifVersion(this.#room, serverSeq - 1, () => {
          within(lines.put([this.#room, serverSeq], recorded));
          within(heads.put(this.#room, { serverTime }, serverSeq));
        }),
      );
      if (!isNext) throw new Error('The line before this one was not recorded.');
    } catch (error) {
      this.#failure ??= new Error(`Room ${this.#room} could not be recorded.`, { cause: error });
      throw this.#failure;
    }
  }
}
