import type { Channel } from '../channel.ts';
import type { PeerChannel } from '../peers/peer-channel.ts';
import type { NamedMessage } from '../wire/protocol.ts';

/** Functions that wrap a channel, which may already be open: check `isOpen`. */
export interface ChannelDecorators {
  readonly toHero: (channel: Channel<NamedMessage>) => Channel<NamedMessage>;
  readonly toPeers: (channel: PeerChannel) => PeerChannel;
}
