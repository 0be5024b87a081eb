/** One of many who act as fast as they are answered. */
export interface CrowdPlayer {
  /** Resolves when its own action has come back. */
  act(): Promise<void>;
}
