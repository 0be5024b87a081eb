import type { Emission, Intent } from '@button/sync';
import type { Channel } from '../channel.ts';
import type { PeerSignal } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';

/** A channel whose two ends find each other by signals, which travel over Hero. */
export interface PeerChannel extends Channel<Emission<Intent>> {
  /** The other end has signalled. It may be the first that this end hears of it. */
  handleSignal(signal: PeerSignal): void;
}

export interface PeerChannelParts {
  /** True for one of the two ends: it gives way when both signal at once. */
  readonly isPolite: boolean;
  readonly iceServers: () => readonly IceServer[];
  /** Carries a signal to the other end, or loses it. */
  readonly signal: (signal: PeerSignal) => void;
}

export type MakePeerChannel = (parts: PeerChannelParts) => PeerChannel;
