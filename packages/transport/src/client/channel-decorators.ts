import type { Channel } from '../channel.ts';
import type { PeerChannel } from '../peers/peer-channel.ts';
import type { NamedMessage } from '../wire/protocol.ts';

/** Functions that put something around a channel. The channel may be open already: its decorator has to ask. */
export interface ChannelDecorators {
  readonly toHero: (channel: Channel<NamedMessage>) => Channel<NamedMessage>;
  readonly toPeers: (channel: PeerChannel) => PeerChannel;
}
