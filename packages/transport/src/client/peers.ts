import type { Emission, Intent, Peer } from '@button/sync';
import type { SignalFromPeer } from '@button/sync/hero';
import type { PeerSignal } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';
import type { ChannelDecorators } from './channel-decorators.ts';

/** Direct links to other pages, as the link to a room uses them. `@button/transport/peers` has them. */
export interface Peers<State> {
  /** From now on the listener is told what happens. */
  open(listener: PeersListener): void;
  /** Hero has let the page in, with what it takes to find other pages. */
  handleWelcome(welcome: { readonly iceServers: readonly IceServer[] }): void;
  /** Links this page to those that the official state allows, and to no others. */
  update(clientId: string, officialState: State): void;
  handleSignal(signal: SignalFromPeer): void;
  /** To every page that this one has an open link to. */
  send(emission: Emission<Intent>): void;
  /** Puts something around each channel, those in use and those to come. */
  decorateChannels(decorate: ChannelDecorators['toPeers']): void;
  close(): void;
}

export interface PeersListener {
  /** Carries a signal to another page, over Hero. It may be lost. */
  readonly signal: (to: string, content: PeerSignal) => void;
  readonly isHeroReachable: () => boolean;
  readonly onAction: (peer: Peer, clientSeq: number, candidate: unknown) => void;
  /** Actions of this client, up to this number or all, are no longer to be shown as unverified. */
  readonly onExpired: (clientId: string, upTo?: number) => void;
  /** The clientIds of the pages that this one now has an open link to. */
  readonly onChange: (open: readonly string[]) => void;
}

export type MakePeers<State> = () => Peers<State>;
