import { badConditions } from './bad-conditions.ts';
import { ChannelHarness } from './channel-harness.ts';
import { transportContract } from './contract.ts';
import { openMemoryPair as openPair } from './memory-channel.ts';

transportContract('channels in memory', () => ChannelHarness.open({ openPair }));
transportContract('channels in memory, under bad conditions', () =>
  ChannelHarness.open({ openPair, prepare: badConditions }),
);
