import { ChannelHarness } from './channel-harness.ts';
import { directLinksContract } from './direct-links.ts';
import { openMemoryPair } from './memory-channel.ts';

directLinksContract('WebRTC', () => ChannelHarness.open({ openPair: openMemoryPair }));
