import type { Peer } from '@button/sync';
import type { ChannelDecorators } from '../client/channel-decorators.ts';
import type { MakePeers, OwnClient, Peers, PeersListener } from '../client/peers.ts';
import type { SignalFromPeer } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';
import { PeerActionExpiry } from './peer-action-expiry.ts';
import type { MakePeerChannel } from './peer-channel.ts';
import type { PeerLinks } from './peer-links.ts';
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

/**
 * A peer's actions stay unverified until they are official, expire, or the link to the peer is dropped. The links
 * themselves are loaded when the state first allows one: most rooms never do.
 */
class DirectLinks<State> implements Peers<State> {
  readonly #options: DirectLinksOptions<State>;
  readonly #expiry: PeerActionExpiry;
  readonly #decorators: ChannelDecorators['toPeers'][] = [];
  /** What is asked of the links while they are loaded is done once they are there, in the same order. */
  #links: Promise<PeerLinks> | null = null;
  #listener: PeersListener | null = null;
  #iceServers: readonly IceServer[] = [];

  constructor(options: DirectLinksOptions<State>) {
    this.#options = options;
    this.#expiry = new PeerActionExpiry({
      isHeroReachable: () => this.#listener?.isHeroReachable() ?? false,
      onExpired: (clientId, upTo) => this.#listener?.onExpired(clientId, upTo),
    });
  }

  open(listener: PeersListener): void {
    this.#listener = listener;
  }

  handleWelcome({ iceServers }: { readonly iceServers: readonly IceServer[] }): void {
    this.#iceServers = iceServers;
  }

  update(own: OwnClient, officialState: State): void {
    const mayLink = this.#options.mayLink(officialState);
    const clientIds = mayLink.includes(own.clientId) ? mayLink : [];
    if (clientIds.some((clientId) => clientId !== own.clientId)) this.#links ??= this.#load();
    this.#withLinks((links) => links.keep(own, clientIds));
  }

  handleSignal(signal: SignalFromPeer): void {
    this.#withLinks((links) => links.handleSignal(signal));
  }

  send(emission: Emission): void {
    this.#withLinks((links) => links.send(emission));
  }

  decorateChannels(decorate: ChannelDecorators['toPeers']): void {
    this.#decorators.push(decorate);
    this.#withLinks((links) => links.decorateChannels(decorate));
  }

  close(): void {
    this.#withLinks((links) => links.close());
    this.#expiry.close();
  }

  #withLinks(act: (links: PeerLinks) => void): void {
    // If they cannot be loaded, everything still works through Hero.
    this.#links?.then(act, () => undefined);
  }

  async #load(): Promise<PeerLinks> {
    const decorators = [...this.#decorators];
    const { PeerLinks } = await import('./peer-links.ts');
    const links = new PeerLinks({
      makeChannel: this.#options.makeChannel,
      iceServers: () => this.#iceServers,
      signal: (to, content) => this.#listener?.signal(to, content),
      onAction: (peer, clientSeq, candidate) => this.#handleAction(peer, clientSeq, candidate),
      onChange: (open) => this.#listener?.onChange(open),
      onGone: (clientId) => this.#listener?.onExpired(clientId),
    });
    for (const decorate of decorators) links.decorateChannels(decorate);
    return links;
  }

  #handleAction(peer: Peer, clientSeq: number, candidate: unknown): void {
    this.#listener?.onAction(peer, clientSeq, candidate);
    this.#expiry.add(peer.clientId, clientSeq);
  }
}
