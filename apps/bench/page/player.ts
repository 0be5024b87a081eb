/** A player on this page, at Hero or at a relay. */
export interface Player {
  /** Resolves when the push is official, or has come back from the relay. */
  push(): Promise<unknown>;
  /** Makes another push possible. */
  startNextRound(): Promise<unknown>;
}
