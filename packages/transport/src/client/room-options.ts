import type { Intent, Rules } from '@button/sync';
import type { Channel } from '../channel.ts';
import type { NamedMessage } from '../wire/protocol.ts';
import type { KeyedResumption } from './keyed-resumption.ts';
import type { onReturn } from './on-return.ts';
import type { MakePeers } from './peers.ts';

/** The room to enter, the person to enter as, and the parts of the link that an app may replace. */
export interface RoomOptions<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** The code of the room. */
  readonly room: string;
  /** The name that a newcomer asks for; null, the default, in an app without names. */
  readonly name?: string | null;
  /** To watch without being a person: such a page may not emit. False by default. */
  readonly watches?: boolean;
  /** Lets a page that only watches into a locked room. The host's page knows it: `view.door`. None by default. */
  readonly watchKey?: string;
  /** The codes after which a denied page asks again, after pauses that grow. None by default. */
  readonly retries?: readonly string[];
  /** The `personToken` of an earlier link's view, to be the same person again. */
  readonly personToken?: string | null;
  /** The resumption of an earlier page, to continue in its place; see `readResumption`. */
  readonly resumption?: KeyedResumption<I> | null;
  /** Makes direct links between pages: `directLinks(…)` of `@button/transport/peers`. None by default. */
  readonly peers?: MakePeers<State>;
  /**
   * The address of the server, which ends with a slash if it has a path: `https://example.org/game/`. By default the one
   * that served the page, without a path.
   */
  readonly url?: string;
  /** Calls back when the page is visible or online again. By default it listens to the browser's events. */
  readonly onReturn?: typeof onReturn;
  /** A Socket.IO channel by default. */
  readonly channelToHero?: Channel<NamedMessage>;
}
