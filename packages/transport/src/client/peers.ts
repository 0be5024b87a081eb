import type { Peer } from '@button/sync';
import type { PeerSignal, SignalFromPeer } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';
import type { ChannelDecorators } from './channel-decorators.ts';
import type { Emission } from '../wire/to-peer.ts';

/** This page's own client. */
export interface OwnClient {
  readonly clientId: number;
  readonly epoch: string;
}

/** Direct links to other pages, as a `RoomLink` uses them. `@button/transport/peers` implements them. */
export interface Peers<State> {
  /** Notifies the listener from now on. */
  open(listener: PeersListener): void;
  /** The page has entered, over a new connection. */
  handleWelcome(): void;
  /** Hero names the servers through which the page can reach other pages. */
  handleIceServers(iceServers: readonly IceServer[]): void;
  /** Links this page to exactly the clients that the official state allows. */
  update(own: OwnClient, officialState: State): void;
  handleSignal(signal: SignalFromPeer): void;
  /** Sends to every page with an open link to this one. */
  send(emission: Emission): void;
  /** Wraps every channel, present and future. */
  decorateChannels(decorate: ChannelDecorators['toPeers']): void;
  close(): void;
}

export interface PeersListener {
  /** Sends a signal to another page through Hero. It may be lost. */
  readonly signal: (to: number, content: PeerSignal) => void;
  /** Asks Hero for the servers through which the page can reach other pages. The question may be lost. */
  readonly askIceServers: () => void;
  readonly isHeroReachable: () => boolean;
  readonly onAction: (peer: Peer, clientSeq: number, candidate: unknown) => void;
  /** Unverified actions of this client expire: those up to `upTo`, or without it all. */
  readonly onExpired: (clientId: number, upTo?: number) => void;
  /** The set of open links has changed; `open` holds the clientIds at their other ends. */
  readonly onChange: (open: readonly number[]) => void;
}

export type MakePeers<State> = () => Peers<State>;
