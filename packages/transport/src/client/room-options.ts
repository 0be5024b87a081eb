import type { Intent, RecordObserver, Rules } from '@button/sync';
import type { Channel } from '../channel.ts';
import type { NamedMessage } from '../wire/protocol.ts';
import type { KeyedResumption } from './keyed-resumption.ts';
import type { onReturn } from './on-return.ts';
import type { MakePeers } from './peers.ts';

/** Which room, and as whom. */
export interface RoomOptions<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** Its code. */
  readonly room: string;
  /** The name that a newcomer asks for, in an app that wants one. */
  readonly name?: string | null;
  /** To see everything, in no person's name. False by default. */
  readonly watches?: boolean;
  /** From an earlier link's view, to be the same person again. */
  readonly personToken?: string | null;
  /** What the page before this one left, to continue in its place. */
  readonly resumption?: KeyedResumption<I> | null;
  /** Looks on while the page follows the record. */
  readonly observer?: RecordObserver<State, I>;
  /** Direct links between pages: `directLinks(…)` of `@button/transport/peers`. None, by default. */
  readonly peers?: MakePeers<State>;
  /** The address of the server; the one that the page came from, by default. */
  readonly url?: string;
  /** Calls back when the page is seen again, or online again; by default, as the browser says it. */
  readonly onReturn?: typeof onReturn;
  /** Socket.IO, by default. */
  readonly channelToHero?: Channel<NamedMessage>;
}
