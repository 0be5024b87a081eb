import type { Intent } from '../action.ts';
import { LogError, type Appended, type Log, type Logs, type RoomUse, type SavedSnapshot } from './log.ts';
import {
  advance,
  clientsOf,
  lineAfter,
  sequence,
  type Arrival,
  type Clients,
  type Entry,
  type Recorded,
} from './record.ts';

/**
 * Logs that live as long as this process.
 * @example
 * const server = await serve({ app: { rules }, logs: new MemoryLogs(), secret, port: 3000 });
 */
export class MemoryLogs<I extends Intent> implements Logs<I> {
  readonly #logs = new Map<string, MemoryLog<I>>();
  readonly #shared = new Set<string>();
  /** By room: its last `serverSeq` when an hour passed, and how many have passed since without another line. */
  readonly #hours = new Map<string, { readonly serverSeq: number; readonly idle: number }>();

  async create(room: string, snapshot: SavedSnapshot): Promise<Log<I>> {
    if (this.#logs.has(room)) throw new LogError('room-exists', room);
    return this.#begin(room, new MemoryLog<I>(snapshot));
  }

  async replace(room: string, snapshot: SavedSnapshot, id: string): Promise<Log<I>> {
    this.#shared.add(room);
    return this.#begin(room, new MemoryLog<I>(snapshot, id));
  }

  async open(room: string): Promise<Log<I> | null> {
    return this.#logs.get(room) ?? null;
  }

  async delete(room: string): Promise<void> {
    for (const kept of [this.#logs, this.#shared, this.#hours]) kept.delete(room);
  }

  async count(): Promise<number> {
    return this.#logs.size;
  }

  async *list(): AsyncGenerator<{ room: string; idle: number; use: RoomUse }> {
    for (const [room, { serverSeq }] of this.#logs) {
      const hours = this.#hours.get(room);
      const idle = hours?.serverSeq === serverSeq ? hours.idle : 0;
      yield { room, idle, use: this.#shared.has(room) ? 'shared' : serverSeq === 0 ? 'unused' : 'alone' };
    }
  }

  async passHour(): Promise<void> {
    for (const [room, { serverSeq }] of this.#logs) {
      const hours = this.#hours.get(room);
      this.#hours.set(room, { serverSeq, idle: hours?.serverSeq === serverSeq ? hours.idle + 1 : 0 });
    }
  }

  async markShared(room: string): Promise<void> {
    if (this.#logs.has(room)) this.#shared.add(room);
  }

  async fault(): Promise<null> {
    return null;
  }

  async close(): Promise<void> {
    // Everything is recorded already, and stays for as long as the process.
  }

  #begin(room: string, log: MemoryLog<I>): MemoryLog<I> {
    this.#hours.delete(room);
    this.#logs.set(room, log);
    return log;
  }
}

/** One room's record in memory. An entry is recorded as soon as it is appended. */
export class MemoryLog<I extends Intent> implements Log<I> {
  readonly id: string;
  readonly #listeners = new Set<(recorded: readonly Recorded<I>[]) => void>();
  #snapshot: SavedSnapshot;
  #lines: Recorded<I>[] = [];
  readonly #clients: Clients;
  #truncatedTo: number;

  constructor(snapshot: SavedSnapshot, id = snapshot.epoch) {
    this.id = id;
    this.#snapshot = snapshot;
    this.#clients = clientsOf(snapshot);
    this.#truncatedTo = snapshot.serverSeq;
  }

  get epoch(): string {
    return this.#snapshot.epoch;
  }

  get truncatedTo(): number {
    return this.#truncatedTo;
  }

  /** The place of the last line; before the first, of the snapshot that the log began with. */
  get serverSeq(): number {
    return this.#last.serverSeq;
  }

  async append(entry: Entry<I>, arrival: Arrival): Promise<Appended> {
    const sequenced = sequence(this.#clients, entry);
    if (sequenced.kind !== 'next') return sequenced;
    const recorded = lineAfter(this.#last, entry, arrival);
    advance(this.#clients, recorded);
    this.#lines.push(recorded);
    for (const listener of this.#listeners) listener([recorded]);
    return { kind: 'recorded', serverSeq: recorded.serverSeq };
  }

  async snapshot(): Promise<SavedSnapshot> {
    return this.#snapshot;
  }

  async subscribe(serverSeq: number, listener: (recorded: readonly Recorded<I>[]) => void): Promise<() => void> {
    if (serverSeq < this.#truncatedTo)
      throw new RangeError(`this log is truncated to ${this.#truncatedTo}, above ${serverSeq}`);
    const missed = this.#lines.filter((recorded) => recorded.serverSeq > serverSeq);
    listener(missed);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async save(snapshot: SavedSnapshot, truncateTo: number): Promise<void> {
    this.#snapshot = snapshot;
    this.#truncatedTo = truncateTo;
    // Stryker disable next-line MethodExpression,ConditionalExpression,EqualityOperator: that lines are gone is seen in memory alone
    this.#lines = this.#lines.filter((recorded) => recorded.serverSeq > truncateTo);
  }

  get #last(): { readonly serverSeq: number; readonly serverTime: number } {
    return this.#lines.at(-1) ?? this.#snapshot;
  }
}
