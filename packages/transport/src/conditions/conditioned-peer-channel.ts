import type { PeerChannel } from '../peers/peer-channel.ts';
import type { PeerSignal } from '../wire/signal.ts';
import { ConditionedChannel } from './conditioned-channel.ts';
import type { NetworkConditions } from './network-conditions.ts';
import type { Emission } from '../wire/to-peer.ts';

/** A channel to a peer under simulated conditions. While they are cut, signals are lost, so the ends cannot connect. */
export class ConditionedPeerChannel extends ConditionedChannel<Emission> implements PeerChannel {
  readonly #channel: PeerChannel;
  readonly #conditions: NetworkConditions;

  constructor(channel: PeerChannel, conditions: NetworkConditions) {
    super(channel, conditions);
    this.#channel = channel;
    this.#conditions = conditions;
  }

  handleSignal(signal: PeerSignal): void {
    if (!this.#conditions.isCut) this.#channel.handleSignal(signal);
  }
}
