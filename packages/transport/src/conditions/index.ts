/**
 * Simulated network conditions, so that one machine shows, and a test proves, what happens far away. They are put around
 * the channels of a link that is to suffer from them; other links have no part of this.
 */
import type { ChannelDecorators } from '../client/channel-decorators.ts';
import { ConditionedChannel } from './conditioned-channel.ts';
import { ConditionedPeerChannel } from './conditioned-peer-channel.ts';
import { NetworkConditions } from './network-conditions.ts';

export { ConditionedChannel, NetworkConditions };
export type { Conditions, DirectionConditions } from './direction-conditions.ts';

/** The conditions of one page. */
export interface PageConditions {
  readonly toHero: NetworkConditions;
  readonly toPeers: NetworkConditions;
}

/**
 * Puts simulated conditions around all channels of a link, those in use and those to come. They are good until they are
 * changed, and good ones change nothing.
 * @example
 * const { toHero } = simulateConditions(link);
 * toHero.out.change({ delay: 200, jitter: 50 });
 */
export function simulateConditions(link: { decorateChannels(decorators: ChannelDecorators): void }): PageConditions {
  const conditions = { toHero: new NetworkConditions(), toPeers: new NetworkConditions() };
  link.decorateChannels({
    toHero: (channel) => new ConditionedChannel(channel, conditions.toHero),
    toPeers: (channel) => new ConditionedPeerChannel(channel, conditions.toPeers),
  });
  return conditions;
}
