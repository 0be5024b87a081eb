import type { Intent } from '../action.ts';
import type { Appended, Log, SavedSnapshot } from '../record/log.ts';
import type { Arrival, Entry, Recorded } from '../record/record.ts';

interface Pending {
  readonly commit: () => void;
  readonly fail: (error: Error) => void;
}

/**
 * A log in slow motion, around a real one: entries wait until they are committed, and recorded lines wait until they are
 * announced. An entry that waits to be committed when a process crashes was never recorded.
 */
export class PausedLog<I extends Intent> implements Log<I> {
  readonly #inner: Log<I>;
  #pending: Pending[] = [];
  #unannounced: (() => void)[] = [];
  #failure: Error | null = null;
  /** Set it after the room is open, because opening waits for the log. */
  isPaused = false;

  constructor(inner: Log<I>) {
    this.#inner = inner;
  }

  get id(): string {
    return this.#inner.id;
  }

  get epoch(): string {
    return this.#inner.epoch;
  }

  get truncatedTo(): number {
    return this.#inner.truncatedTo;
  }

  /** Its user notices only when the next append fails. */
  get isFull(): boolean {
    return this.#failure !== null;
  }

  append(entry: Entry<I>, arrival: Arrival): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      const commit = () => this.#whenAnnounced(this.#inner.append(entry, arrival), resolve);
      this.#pending.push({ commit, fail: reject });
      if (!this.isPaused) this.commit();
      return undefined;
    });
  }

  /** An append resolves after the listeners have been notified. */
  #whenAnnounced(appended: Promise<Appended>, resolve: (appended: Promise<Appended>) => void): void {
    if (this.isPaused) this.#unannounced.push(() => resolve(appended));
    else resolve(appended);
  }

  /** Records the next `count` entries that wait; all by default. */
  commit(count = this.#pending.length): void {
    for (const { commit } of this.#pending.splice(0, count)) commit();
  }

  /** Announces all recorded lines. */
  announce(): void {
    for (const announce of this.#unannounced.splice(0)) announce();
  }

  /** Records and announces everything that waits, and ends the pause. */
  release(): void {
    this.isPaused = false;
    this.commit();
    this.announce();
  }

  /** The disk is full: waiting entries fail, and so does every later append. */
  fail(): void {
    this.#failure = new Error('the disk is full');
    for (const { fail } of this.#pending.splice(0)) fail(this.#failure);
  }

  snapshot(): Promise<SavedSnapshot> {
    return this.#inner.snapshot();
  }

  subscribe(serverSeq: number, listener: (recorded: readonly Recorded<I>[]) => void): Promise<() => void> {
    return this.#inner.subscribe(serverSeq, (recorded) => {
      this.#unannounced.push(() => listener(recorded));
      if (!this.isPaused) this.announce();
    });
  }

  save(snapshot: SavedSnapshot, truncateTo: number): Promise<void> {
    return this.#inner.save(snapshot, truncateTo);
  }
}
