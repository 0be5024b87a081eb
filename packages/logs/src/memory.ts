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
import type { Logs } from './logs.ts';

/** Logs that live as long as this process. */
export class MemoryLogs<I extends Intent> implements Logs<I> {
  readonly #logs = new Map<string, MemoryLog<I>>();

  async create(room: string, snapshot: SavedSnapshot): Promise<Log<I>> {
    const log = new MemoryLog<I>(snapshot);
    this.#logs.set(room, log);
    return log;
  }

  async open(room: string): Promise<Log<I> | null> {
    return this.#logs.get(room) ?? null;
  }

  async delete(room: string): Promise<void> {
    this.#logs.delete(room);
  }

  async count(): Promise<number> {
    return this.#logs.size;
  }

  async untouchedSince(time: number): Promise<readonly string[]> {
    return [...this.#logs].filter(([, log]) => log.lastTime < time).map(([room]) => room);
  }

  async close(): Promise<void> {
    this.#logs.clear();
  }
}

/** One room's record in memory. An entry is recorded as soon as it is appended. */
export class MemoryLog<I extends Intent> implements Log<I> {
  readonly #listeners = new Set<(recorded: readonly Recorded<I>[]) => void>();
  #snapshot: SavedSnapshot;
  #lines: Recorded<I>[] = [];
  #lastSeqs: LastSeqs;
  #reach: number;

  constructor(snapshot: SavedSnapshot) {
    this.#snapshot = snapshot;
    this.#lastSeqs = snapshot.lastSeqs;
    this.#reach = snapshot.serverSeq;
  }

  get epoch(): string {
    return this.#snapshot.epoch;
  }

  get reach(): number {
    return this.#reach;
  }

  /** When something was last recorded, or the log was made. */
  get lastTime(): number {
    return this.#last.serverTime;
  }

  async append(entry: Entry<I>, { time, seed }: Arrival): Promise<Appended> {
    const verdict = sequence(this.#lastSeqs, entry);
    if (verdict.kind !== 'next') return verdict;
    const last = this.#last;
    const serverSeq = last.serverSeq + 1;
    const recorded = { ...entry, serverSeq, serverTime: Math.max(time, last.serverTime), seed };
    this.#lastSeqs = moveOn(this.#lastSeqs, entry);
    this.#lines.push(recorded);
    for (const listener of this.#listeners) listener([recorded]);
    return { kind: 'recorded', serverSeq };
  }

  async snapshot(): Promise<SavedSnapshot> {
    return this.#snapshot;
  }

  async follow(serverSeq: number, listener: (recorded: readonly Recorded<I>[]) => void): Promise<() => void> {
    if (serverSeq < this.#reach) throw new RangeError(`this log reaches back to ${this.#reach}, not to ${serverSeq}`);
    const missed = this.#lines.filter((recorded) => recorded.serverSeq > serverSeq);
    if (missed.length > 0) listener(missed);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async save(snapshot: SavedSnapshot, letGoUpTo: number): Promise<void> {
    this.#snapshot = snapshot;
    this.#reach = letGoUpTo;
    this.#lines = this.#lines.filter((recorded) => recorded.serverSeq > letGoUpTo);
  }

  get #last(): { readonly serverSeq: number; readonly serverTime: number } {
    return this.#lines.at(-1) ?? this.#snapshot;
  }
}
