/** Bob and Sue, who play at Hero or at a relay. */
export interface Pair {
  /** Bob pushes. Resolves when Sue has received the push. */
  push(): Promise<void>;
  /** Makes another push possible. */
  startNextRound(): Promise<void>;
}
