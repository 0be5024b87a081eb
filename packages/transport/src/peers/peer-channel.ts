import type { Channel } from '../channel.ts';
import type { PeerSignal } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';
import type { Emission } from '../wire/to-peer.ts';

/** A channel whose two ends connect by signals, which Hero forwards. */
export interface PeerChannel extends Channel<Emission> {
  /** Handles a signal of the other end, which may come before this end was opened. */
  handleSignal(signal: PeerSignal): void;
}

export interface PeerChannelParts {
  /** True for exactly one of the two ends: the one that gives way when both signal at once. */
  readonly isPolite: boolean;
  readonly iceServers: () => readonly IceServer[];
  /** Sends a signal to the other end. It may be lost. */
  readonly signal: (signal: PeerSignal) => void;
}

export type MakePeerChannel = (parts: PeerChannelParts) => PeerChannel;
