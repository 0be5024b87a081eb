import type { Intent } from '@button/sync';
import {
  advance,
  lineAfter,
  LogError,
  sequence,
  type Appended,
  type Arrival,
  type Entry,
  type Clients,
  type Log,
  type Recorded,
  type SavedSnapshot,
} from '@button/sync/log';
import { ignoreResult } from './commit.ts';
import { mustHaveSpace, type Space, type Tables } from './database.ts';
import { readLines, type RoomOnDisk } from './reading.ts';

/** One room's record on the disk. */
export class EmbeddedLog<I extends Intent> implements Log<I> {
  readonly #tables: Tables<I>;
  readonly #room: string;
  readonly #space: Space;
  readonly #listeners = new Set<(recorded: readonly Recorded<I>[]) => void>();
  #snapshot: SavedSnapshot;
  #truncatedTo: number;
  /** The last line that has its `serverSeq`, and the clients after it. It may not be recorded yet. */
  #last: { readonly serverSeq: number; readonly serverTime: number };
  readonly #clients: Clients;
  /** The `serverSeq` of the last line that is recorded. */
  #recorded: number;
  #failure: Error | null = null;

  constructor(tables: Tables<I>, room: string, found: RoomOnDisk<I>, space: Space) {
    this.#tables = tables;
    this.#room = room;
    this.#space = space;
    this.#snapshot = found.snapshot;
    this.#truncatedTo = found.truncatedTo;
    this.#last = found;
    this.#recorded = found.serverSeq;
    this.#clients = new Map(found.snapshot.clients);
    for (const line of found.tail) advance(this.#clients, line);
  }

  get epoch(): string {
    return this.#snapshot.epoch;
  }

  get truncatedTo(): number {
    return this.#truncatedTo;
  }

  async append(entry: Entry<I>, arrival: Arrival): Promise<Appended> {
    if (this.#failure) throw this.#failure;
    const sequenced = sequence(this.#clients, entry);
    if (sequenced.kind !== 'next') return sequenced;
    const recorded = lineAfter(this.#last, entry, arrival);
    this.#last = recorded;
    advance(this.#clients, recorded);
    await this.#write(recorded);
    this.#recorded = recorded.serverSeq;
    for (const listener of this.#listeners) listener([recorded]);
    return { kind: 'recorded', serverSeq: recorded.serverSeq };
  }

  async snapshot(): Promise<SavedSnapshot> {
    return this.#snapshot;
  }

  async subscribe(serverSeq: number, listener: (recorded: readonly Recorded<I>[]) => void): Promise<() => void> {
    if (serverSeq < this.#truncatedTo)
      throw new RangeError(`this log is truncated to ${this.#truncatedTo}, above ${serverSeq}`);
    const missed = readLines(this.#tables, this.#room, serverSeq, this.#recorded);
    if (missed.length > 0) listener(missed);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async save(snapshot: SavedSnapshot, truncateTo: number): Promise<void> {
    const { root, commits, snapshots, lines } = this.#tables;
    const truncated = Array.from(
      { length: truncateTo - this.#truncatedTo },
      (_, index) => this.#truncatedTo + 1 + index,
    );
    this.#snapshot = snapshot;
    this.#truncatedTo = truncateTo;
    await commits.make(() =>
      root.batch(() => {
        ignoreResult(snapshots.put(this.#room, { snapshot, truncatedTo: truncateTo }));
        for (const serverSeq of truncated) ignoreResult(lines.remove([this.#room, serverSeq]));
      }),
    );
  }

  /**
   * The line and the head are written together, and only if the head is at the line before: so if that one was not
   * recorded, this one is not either, whichever commit it is in.
   */
  async #write(recorded: Recorded<I>): Promise<void> {
    const { commits, heads, lines } = this.#tables;
    const { serverSeq, serverTime } = recorded;
    try {
      mustHaveSpace(this.#tables, this.#space);
      const isNext = await commits.make(() =>
        heads.ifVersion(this.#room, serverSeq - 1, () => {
          ignoreResult(lines.put([this.#room, serverSeq], recorded));
          ignoreResult(heads.put(this.#room, { serverTime }, serverSeq));
        }),
      );
      if (!isNext) throw new Error('The line before this one was not recorded.');
    } catch (error) {
      this.#failure ??= new LogError('not-recorded', this.#room, error);
      throw this.#failure;
    }
  }
}
