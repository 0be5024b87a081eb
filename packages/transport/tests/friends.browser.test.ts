import { ChannelGround } from './channel-ground.ts';
import { friendsContract } from './friends.ts';
import { openMemoryPair } from './memory-channel.ts';

friendsContract('WebRTC', () => ChannelGround.open({ openPair: openMemoryPair }));
