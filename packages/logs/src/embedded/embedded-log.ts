import type { Intent } from '@button/sync';
import {
  advance,
  clientsOf,
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
import { lastOf, parseLine, type RoomFile } from './room-file.ts';
import type { StoredRoom } from './stored-room.ts';

/** One room's record on the disk. */
export class EmbeddedLog<I extends Intent> implements Log<I> {
  readonly id: string;
  readonly #stored: StoredRoom;
  readonly #listeners = new Set<(recorded: readonly Recorded<I>[]) => void>();
  #snapshot: SavedSnapshot;
  #truncatedTo: number;
  /** The last line that has its `serverSeq`, and the clients after it. It may not be recorded yet. */
  #last: { readonly serverSeq: number; readonly serverTime: number };
  readonly #clients: Clients;
  /** The `serverSeq` of the last line of which listeners are notified. */
  #recorded: number;
  #failure: Error | null = null;

  constructor(stored: StoredRoom, found: RoomFile) {
    this.id = found.id;
    this.#stored = stored;
    this.#snapshot = found.snapshot;
    this.#truncatedTo = found.truncatedTo;
    const tail = linesAfter<I>(found.snapshot.serverSeq, found);
    this.#last = tail.at(-1) ?? found.snapshot;
    this.#recorded = lastOf(found);
    this.#clients = clientsOf(found.snapshot);
    for (const line of tail) advance(this.#clients, line);
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
    mustReach(this.#truncatedTo, serverSeq);
    const found = await this.#readUpToNow();
    mustReach(found.truncatedTo, serverSeq);
    // From here on nothing is awaited: a line recorded meanwhile would be missed, or told twice.
    const missed = linesAfter<I>(serverSeq, found, this.#recorded);
    if (missed.length > 0) listener(missed);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async save(snapshot: SavedSnapshot, truncateTo: number): Promise<void> {
    try {
      await this.#stored.save((found) => {
        if (found.snapshot.epoch !== snapshot.epoch) throw new Error('The room was replaced.');
        const lines = found.lines.slice(truncateTo - found.truncatedTo);
        return { ...found, snapshot, truncatedTo: truncateTo, lines };
      });
    } catch (error) {
      throw error instanceof LogError ? error : new LogError('not-recorded', this.#stored.name, error);
    }
    this.#snapshot = snapshot;
    this.#truncatedTo = truncateTo;
  }

  /** With all lines of which listeners have been notified, also while it was read. */
  async #readUpToNow(): Promise<RoomFile> {
    const found = await this.#stored.read();
    if (found.snapshot.epoch !== this.epoch) throw new Error('The room was replaced.');
    return lastOf(found) < this.#recorded ? this.#readUpToNow() : found;
  }

  async #write(recorded: Recorded<I>): Promise<void> {
    try {
      await this.#stored.append(this.epoch, recorded);
    } catch (error) {
      this.#failure ??= new LogError('not-recorded', this.#stored.name, error);
      throw this.#failure;
    }
  }
}

/** The lines after one `serverSeq`, up to and including another. */
export function linesAfter<I extends Intent>(serverSeq: number, found: RoomFile, upTo = Infinity): Recorded<I>[] {
  const { truncatedTo, lines } = found;
  return lines.slice(serverSeq - truncatedTo, upTo - truncatedTo).map((json) => parseLine<I>(json));
}

/** @throws RangeError if lines after this `serverSeq` were deleted */
export function mustReach(truncatedTo: number, serverSeq: number): void {
  if (serverSeq < truncatedTo) throw new RangeError(`this log is truncated to ${truncatedTo}, above ${serverSeq}`);
}
