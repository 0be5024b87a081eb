import type { Intent, Rules } from '@button/sync';
import type { Channel } from '../channel.ts';
import type { Roads } from '../lag.ts';
import type { MakePeerChannel } from '../peers/peer-channel.ts';
import type { Said } from '../wire/events.ts';
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
  /**
   * Which clients may be linked directly, by what is official. Those at the other end judge by the same function, and so
   * does Hero. Nobody, by default.
   */
  readonly mayLink?: (officialState: State) => readonly string[];
  /** How it is on the way; good, by default. */
  readonly roads?: Roads;
  /** Socket.IO, by default. */
  readonly channelToHero?: Channel<Said>;
  /** WebRTC, by default. */
  readonly makePeerChannel?: MakePeerChannel;
}
