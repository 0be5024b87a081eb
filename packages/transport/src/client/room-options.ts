import type { Intent, Rules } from '@button/sync';
import type { Channel } from '../channel.ts';
import type { NamedMessage } from '../wire/protocol.ts';
import type { KeyedHandOver } from './hand-over.ts';
import type { onReturn } from './on-return.ts';
import type { MakePeers } from './peers.ts';

/** Which room, and as whom. */
export interface RoomOptions<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** Its code. */
  readonly room: string;
  /** The name that a newcomer asks for; null to watch only. */
  readonly name: string | null;
  /** From an earlier link's view, to be the same person again. */
  readonly personToken: string | null;
  /** What the page before this one handed over, to take its place. */
  readonly predecessor?: KeyedHandOver<I>;
  /** Direct links between pages: `directLinks(…)` of `@button/transport/peers`. None, by default. */
  readonly peers?: MakePeers<State>;
  /** The address of the server; the one that the page came from, by default. */
  readonly url?: string;
  /** Calls back when somebody is back at the page; by default, as the browser says it. */
  readonly onReturn?: typeof onReturn;
  /** Socket.IO, by default. */
  readonly channelToHero?: Channel<NamedMessage>;
}
