import type { Intent } from '../action.ts';
import { LogError, type Appended, type Log, type Logs, type SavedSnapshot } from './log.ts';
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

  async create(room: string, snapshot: SavedSnapshot): Promise<Log<I>> {
    if (this.#logs.has(room)) throw new LogError('room-exists', room);
    return this.replace(room, snapshot, snapshot.epoch);
  }

  async replace(room: string, snapshot: SavedSnapshot, id: string): Promise<Log<I>> {
    const log = new MemoryLog<I>(snapshot, id);
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

  async *list(): AsyncGenerator<{ room: string; touched: number }> {
    for (const [room, { touched }] of this.#logs) yield { room, touched };
  }

  async fault(): Promise<null> {
    return null;
  }

  async close(): Promise<void> {
    // Everything is recorded already, and stays for as long as the process.
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

  /** The time of the last line; before the first, of the snapshot that the log began with. */
  get touched(): number {
    return this.#last.serverTime;
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
