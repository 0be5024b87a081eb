/** A player at this page. */
export interface Player {
  /** Resolves when the push is official, or has come back from the relay. */
  push(): Promise<unknown>;
  /** So that it can be pushed again. */
  startNextRound(): Promise<unknown>;
}
