import { badRoads } from './bad-roads.ts';
import { ChannelGround } from './channel-ground.ts';
import { transportContract } from './contract.ts';
import { openMemoryPair as openPair } from './memory-channel.ts';

transportContract('channels in memory', () => ChannelGround.open({ openPair }));
transportContract('channels in memory, on bad roads', () => ChannelGround.open({ openPair, roads: badRoads }));
