import type { Intent, Rules } from '@button/sync';
import type { KeyedHandOver } from './hand-over.ts';
import type { onReturn } from './returns.ts';

/** Which room, and as whom. */
export interface RoomOptions<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** Its code. */
  readonly room: string;
  /** What a newcomer wants to be called; null to watch only. */
  readonly name: string | null;
  /** From an earlier link's view, to be the same person again. */
  readonly personToken: string | null;
  /** What the page before this one handed over, to go on in its place. */
  readonly predecessor?: KeyedHandOver<I>;
  /** Calls back when somebody is back at the page; see `onReturn`, which it is by default. */
  readonly onReturn?: typeof onReturn;
  /** Where Hero is; where the page came from, by default. */
  readonly url?: string;
}
