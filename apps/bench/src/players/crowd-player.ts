/** One of many players who act again as soon as they have an answer. */
export interface CrowdPlayer {
  /** Resolves when the player's own action has come back. */
  act(): Promise<void>;
}
