import type { Peer } from '@button/sync';
import type { ChannelDecorators } from '../client/channel-decorators.ts';
import type { MakePeers, OwnClient, Peers, PeersListener } from '../client/peers.ts';
import type { SignalFromPeer } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';
import { PeerActionExpiry } from './peer-action-expiry.ts';
import type { MakePeerChannel } from './peer-channel.ts';
import type { PeerLinks } from './peer-links.ts';
import type { Emission } from '../wire/to-peer.ts';

/** How often Hero is asked for the servers again, in milliseconds: their passwords last for ten minutes. */
const ASK_EVERY = 4 * 60_000;

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
  /** Resolves when Hero has named the servers. */
  readonly #areServersKnown: Promise<void>;
  #handleServersKnown: () => void = () => undefined;
  /** Asks Hero for the servers; undefined while no link is allowed. */
  #asking: ReturnType<typeof setInterval> | undefined;

  constructor(options: DirectLinksOptions<State>) {
    this.#options = options;
    this.#areServersKnown = new Promise((resolve) => (this.#handleServersKnown = resolve));
    this.#expiry = new PeerActionExpiry({
      isHeroReachable: () => this.#listener?.isHeroReachable() ?? false,
      onExpired: (clientId, upTo) => this.#listener?.onExpired(clientId, upTo),
    });
  }

  open(listener: PeersListener): void {
    this.#listener = listener;
  }

  /** Makes the next update ask again: the answer may have been lost with the connection. */
  handleWelcome(): void {
    this.#stopAsking();
  }

  handleIceServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
    this.#handleServersKnown();
  }

  update(own: OwnClient, officialState: State): void {
    const mayLink = this.#options.mayLink(officialState);
    const clientIds = mayLink.includes(own.clientId) ? mayLink : [];
    if (clientIds.some((clientId) => clientId !== own.clientId)) {
      this.#links ??= this.#load();
      this.#keepAsking();
    } else this.#stopAsking();
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
    this.#stopAsking();
    this.#withLinks((links) => links.close());
    this.#expiry.close();
  }

  #keepAsking(): void {
    if (this.#asking !== undefined) return;
    const ask = () => this.#listener?.askIceServers();
    this.#asking = setInterval(ask, ASK_EVERY);
    ask();
  }

  #stopAsking(): void {
    clearInterval(this.#asking);
    this.#asking = undefined;
  }

  #withLinks(act: (links: PeerLinks) => void): void {
    // If they cannot be loaded, everything still works through Hero.
    this.#links?.then(act, () => undefined);
  }

  async #load(): Promise<PeerLinks> {
    const decorators = [...this.#decorators];
    const [{ PeerLinks }] = await Promise.all([import('./peer-links.ts'), this.#areServersKnown]);
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
