import type { Intent } from '../action.ts';
import type { Entry, KeptOut, Recorded, Snapshot } from './record.ts';

/** A snapshot as a log keeps it: its state is of the version of the rules that made it, which may be an older one. */
export interface SavedSnapshot extends Snapshot<unknown> {
  readonly version: number;
}

/** What Hero adds when an entry arrives; the log makes the official facts of it. */
export interface Arrival {
  /** Milliseconds since 1970. The log makes `serverTime` of it: this, or the last one, whichever is later. */
  readonly time: number;
  /** 32 random bits: 0 … 2³² − 1. */
  readonly seed: number;
}

/** What became of an append. */
export type Appended = { readonly kind: 'recorded'; readonly serverSeq: number } | KeptOut;

/** One room's record, for reading. */
export interface ReadableLog<I extends Intent> {
  /** Drawn when the room was created or restored. */
  readonly epoch: string;

  /** The log has every line after this `serverSeq`; those up to it may have been deleted. */
  readonly truncatedTo: number;

  /** The newest saved snapshot: where to begin. It is never below `truncatedTo`. */
  snapshot(): Promise<SavedSnapshot>;

  /**
   * Tells the listener everything recorded after `serverSeq`, in order, each line once: first the lines that are there,
   * then new ones. Resolves to a function that ends the subscription, once the lines that were there have been told.
   * @throws RangeError below `truncatedTo`.
   */
  subscribe(serverSeq: number, listener: (recorded: readonly Recorded<I>[]) => void): Promise<() => void>;
}

/**
 * The durable, ordered record of one room, and its sequencer. Hero writes to it and subscribes to it; everything else
 * about it (memory, disk, shared by many Heroes) is behind this interface.
 */
export interface Log<I extends Intent> extends ReadableLog<I> {
  /**
   * Gives the entry its place, atomically with the check for duplicates and gaps. Calls reserve their places in the
   * order they are made. Resolves when the entry is recorded, so that no crash can undo it.
   * @throws LogError `not-recorded`; then all entries that were appended behind it fail too, and so does every later
   * append until the room is opened again.
   */
  append(entry: Entry<I>, arrival: Arrival): Promise<Appended>;

  /** Keeps a snapshot, and deletes the lines up to `truncateTo`, which is not above the snapshot's `serverSeq`. */
  save(snapshot: SavedSnapshot, truncateTo: number): Promise<void>;
}
