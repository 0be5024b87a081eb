import type { Peer } from '@button/sync';
import type { ChannelDecorators } from '../client/channel-decorators.ts';
import type { MakePeers, OwnClient, Peers, PeersListener } from '../client/peers.ts';
import type { SignalFromPeer } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';
import { PeerActionExpiry } from './peer-action-expiry.ts';
import type { MakePeerChannel } from './peer-channel.ts';
import { PeerLinks } from './peer-links.ts';
import { RtcChannel } from './rtc-channel.ts';
import type { Emission } from '../wire/to-peer.ts';

export interface DirectLinksOptions<State> {
  /**
   * The clientIds that the official state allows to link directly. Hero and the page at the other end must decide by
   * the same function.
   */
  readonly mayLink: (officialState: State) => readonly number[];
  /** A WebRTC channel by default. */
  readonly makeChannel?: MakePeerChannel;
}

/**
 * Direct links between the pages of a room, for `RoomOptions.peers`: each page sees the actions of the others before
 * Hero answers.
 * @example
 * new RoomLink({ rules, room, name, personToken, peers: directLinks({ mayLink: (state) => state.clients }) });
 */
export function directLinks<State>(options: DirectLinksOptions<State>): MakePeers<State> {
  return () => new DirectLinks(options);
}

/** A peer's actions stay unverified until they are official, expire, or the link to the peer is dropped. */
class DirectLinks<State> implements Peers<State> {
  readonly #mayLink: DirectLinksOptions<State>['mayLink'];
  readonly #expiry: PeerActionExpiry;
  readonly #links: PeerLinks;
  #listener: PeersListener | null = null;
  #iceServers: readonly IceServer[] = [];

  constructor({ mayLink, makeChannel = (parts) => new RtcChannel(parts) }: DirectLinksOptions<State>) {
    this.#mayLink = mayLink;
    this.#expiry = new PeerActionExpiry({
      isHeroReachable: () => this.#listener?.isHeroReachable() ?? false,
      onExpired: (clientId, upTo) => this.#listener?.onExpired(clientId, upTo),
    });
    this.#links = new PeerLinks({
      makeChannel,
      iceServers: () => this.#iceServers,
      signal: (to, content) => this.#listener?.signal(to, content),
      onAction: (peer, clientSeq, candidate) => this.#handleAction(peer, clientSeq, candidate),
      onChange: () => this.#listener?.onChange(this.#links.open),
      onGone: (clientId) => this.#listener?.onExpired(clientId),
    });
  }

  open(listener: PeersListener): void {
    this.#listener = listener;
  }

  handleWelcome({ iceServers }: { readonly iceServers: readonly IceServer[] }): void {
    this.#iceServers = iceServers;
  }

  update(own: OwnClient, officialState: State): void {
    const mayLink = this.#mayLink(officialState);
    this.#links.keep(own, mayLink.includes(own.clientId) ? mayLink : []);
  }

  handleSignal(signal: SignalFromPeer): void {
    this.#links.handleSignal(signal);
  }

  send(emission: Emission): void {
    this.#links.send(emission);
  }

  decorateChannels(decorate: ChannelDecorators['toPeers']): void {
    this.#links.decorateChannels(decorate);
  }

  close(): void {
    this.#links.close();
    this.#expiry.close();
  }

  #handleAction(peer: Peer, clientSeq: number, candidate: unknown): void {
    this.#listener?.onAction(peer, clientSeq, candidate);
    this.#expiry.add(peer.clientId, clientSeq);
  }
}
