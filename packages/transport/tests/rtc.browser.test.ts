import { RtcChannel } from '../src/peers/rtc-channel.ts';
import type { PeerSignal } from '../src/wire/events.ts';
import { badRoads } from './bad-roads.ts';
import { ChannelGround } from './channel-ground.ts';
import { transportContract } from './contract.ts';

/** Two ends in one page, each of which passes on what the other has to know. */
function openPair() {
  const iceServers = () => [];
  const page: RtcChannel = new RtcChannel({ isPolite: true, iceServers, signal: later(() => house) });
  const house: RtcChannel = new RtcChannel({ isPolite: false, iceServers, signal: later(() => page) });
  return { page, house };
}

function later(end: () => RtcChannel): (signal: PeerSignal) => void {
  return (signal) => queueMicrotask(() => end().handleSignal(structuredClone(signal)));
}

transportContract('WebRTC', () => ChannelGround.open({ openPair }));
transportContract('WebRTC, on bad roads', () => ChannelGround.open({ openPair, roads: badRoads }));
