/** Bob and Sue. */
export interface Pair {
  /** Bob pushes. Resolves when Sue has heard it, from Hero or from the relay. */
  push(): Promise<void>;
  /** So that Bob can push again. */
  startNextRound(): Promise<void>;
}
