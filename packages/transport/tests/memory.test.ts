import type { Said } from '../src/wire/events.ts';
import { badRoads } from './bad-roads.ts';
import { ChannelGround, type Answer } from './channel-ground.ts';
import { transportContract } from './contract.ts';
import { MemoryChannel } from './memory-channel.ts';

function openPair() {
  const [page, house] = MemoryChannel.pair<Said, Answer>();
  return { page, house };
}

transportContract('channels in memory', () => ChannelGround.open({ openPair }));
transportContract('channels in memory, on bad roads', () => ChannelGround.open({ openPair, roads: badRoads }));
