/**
 * Simulated network conditions, to show and to test on one machine how a distant or broken network behaves. They wrap
 * the channels of a single link; other links are not affected.
 */
import type { ChannelDecorators } from '../client/channel-decorators.ts';
import { ConditionedChannel } from './conditioned-channel.ts';
import { ConditionedPeerChannel } from './conditioned-peer-channel.ts';
import { NetworkConditions } from './network-conditions.ts';

export { ConditionedChannel, NetworkConditions };
export type { Conditions, DirectionConditions } from './direction-conditions.ts';

/** The simulated networks of one page. */
export interface PageConditions {
  readonly toHero: NetworkConditions;
  readonly toPeers: NetworkConditions;
}

/**
 * Wraps all channels of a link, present and future, in simulated conditions. These are good, which means without
 * effect, until they are changed.
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
