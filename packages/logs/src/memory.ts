import {
  moveOn,
  sequence,
  type Appended,
  type Arrival,
  type Entry,
  type Intent,
  type LastSeqs,
  type Recorded,
  type Snapshot,
} from '@button/sync';
import type { Log, Logs } from './logs.ts';

/** Logs that live as long as this process. */
export class MemoryLogs<State, I extends Intent> implements Logs<State, I> {
  readonly #logs = new Map<string, MemoryLog<State, I>>();

  async create(room: string, snapshot: Snapshot<State>): Promise<Log<State, I>> {
    const log = new MemoryLog<State, I>(snapshot);
    this.#logs.set(room, log);
    return log;
  }

  async open(room: string): Promise<Log<State, I> | null> {
    return this.#logs.get(room) ?? null;
  }

  async delete(room: string): Promise<void> {
    this.#logs.delete(room);
  }

  async count(): Promise<number> {
    return this.#logs.size;
  }
}

/** One room's record in memory. An entry is recorded as soon as it is appended. */
export class MemoryLog<State, I extends Intent> implements Log<State, I> {
  readonly #listeners = new Set<(recorded: readonly Recorded<I>[]) => void>();
  #snapshot: Snapshot<State>;
  #tail: Recorded<I>[] = [];
  #lastSeqs: LastSeqs;

  constructor(snapshot: Snapshot<State>) {
    this.#snapshot = snapshot;
    this.#lastSeqs = snapshot.lastSeqs;
  }

  get epoch(): string {
    return this.#snapshot.epoch;
  }

  async append(entry: Entry<I>, { time, seed }: Arrival): Promise<Appended> {
    const verdict = sequence(this.#lastSeqs, entry);
    if (verdict.kind !== 'next') return verdict;
    const last = this.#tail.at(-1) ?? this.#snapshot;
    const serverSeq = last.serverSeq + 1;
    const recorded = { ...entry, serverSeq, serverTime: Math.max(time, last.serverTime), seed };
    this.#lastSeqs = moveOn(this.#lastSeqs, entry);
    this.#tail.push(recorded);
    for (const listener of this.#listeners) listener([recorded]);
    return { kind: 'recorded', serverSeq };
  }

  async snapshot(): Promise<Snapshot<State>> {
    return this.#snapshot;
  }

  async follow(serverSeq: number, listener: (recorded: readonly Recorded<I>[]) => void): Promise<() => void> {
    const reach = this.#snapshot.serverSeq;
    if (serverSeq < reach) throw new RangeError(`this log reaches back to ${reach}, not to ${serverSeq}`);
    const missed = this.#tail.filter((recorded) => recorded.serverSeq > serverSeq);
    if (missed.length > 0) listener(missed);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async save(snapshot: Snapshot<State>): Promise<void> {
    this.#snapshot = snapshot;
    this.#tail = this.#tail.filter((recorded) => recorded.serverSeq > snapshot.serverSeq);
  }
}
