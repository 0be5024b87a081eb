import { RtcChannel } from '../src/peers/rtc-channel.ts';
import type { PeerSignal } from '../src/wire/signal.ts';
import { badConditions } from './bad-conditions.ts';
import { ChannelHarness } from './channel-harness.ts';
import { transportContract } from './contract.ts';

/** Two ends in one page, each of which passes its signals straight to the other. */
function openPair() {
  const iceServers = () => [];
  const page: RtcChannel = new RtcChannel({ isPolite: true, iceServers, signal: later(() => server) });
  const server: RtcChannel = new RtcChannel({ isPolite: false, iceServers, signal: later(() => page) });
  return { page, server };
}

function later(end: () => RtcChannel): (signal: PeerSignal) => void {
  return (signal) => queueMicrotask(() => end().handleSignal(structuredClone(signal)));
}

transportContract('WebRTC', () => ChannelHarness.open({ openPair }));
transportContract('WebRTC, under bad conditions', () => ChannelHarness.open({ openPair, prepare: badConditions }));
