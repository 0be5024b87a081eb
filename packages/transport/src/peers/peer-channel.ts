import type { ActionToPeers, Intent } from '@button/sync';
import type { Channel } from '../channel.ts';
import type { IceServer, PeerSignal } from '../wire/events.ts';

/** A channel whose two ends find each other by signals, which somebody else carries. */
export interface PeerChannel extends Channel<ActionToPeers<Intent>> {
  /** What the other end has signalled. It may be the first that this end hears of the other. */
  handleSignal(signal: PeerSignal): void;
}

/** What such a channel needs. */
export interface PeerChannelParts {
  /** One end is, and the other is not: it gives way when both speak at once. */
  readonly isPolite: boolean;
  readonly iceServers: () => readonly IceServer[];
  /** Carries a signal to the other end, or loses it. */
  readonly signal: (signal: PeerSignal) => void;
}

export type MakePeerChannel = (parts: PeerChannelParts) => PeerChannel;
