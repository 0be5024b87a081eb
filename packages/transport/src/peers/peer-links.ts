import type { Peer } from '@button/sync';
import type { ChannelDecorators } from '../client/channel-decorators.ts';
import type { OwnClient } from '../client/peers.ts';
import type { PeerSignal, SignalFromPeer } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';
import type { MakePeerChannel } from './peer-channel.ts';
import { PeerLink } from './peer-link.ts';
import { RtcChannel } from './rtc-channel.ts';
import type { Emission } from '../wire/to-peer.ts';

export interface PeerLinksParts {
  /** A WebRTC channel by default. */
  readonly makeChannel?: MakePeerChannel | undefined;
  readonly iceServers: () => readonly IceServer[];
  /** Sends a signal to this client. It may be lost. */
  readonly signal: (to: number, content: PeerSignal) => void;
  readonly onAction: (peer: Peer, clientSeq: number, candidate: unknown) => void;
  /** A link was opened or lost. Receives the clientIds of the pages with an open link to this one. */
  readonly onChange: (open: readonly number[]) => void;
  /** This client is no longer a peer. */
  readonly onGone: (clientId: number) => void;
}

/** A page's direct links, one to each of its peers. Without them, everything still works through Hero. */
export class PeerLinks {
  readonly #parts: PeerLinksParts;
  readonly #links = new Map<number, PeerLink>();
  #decorate: ChannelDecorators['toPeers'] = (channel) => channel;
  #own: OwnClient = { clientId: 0, epoch: '' };

  constructor(parts: PeerLinksParts) {
    this.#parts = parts;
  }

  /** The clientIds of the pages with an open link to this one. */
  get open(): readonly number[] {
    return [...this.#links].filter(([, link]) => link.isOpen).map(([clientId]) => clientId);
  }

  /** Links this page to exactly these clients. In another epoch, their clientIds may be those of other pages. */
  keep(own: OwnClient, clientIds: readonly number[]): void {
    const peers = clientIds.filter((clientId) => clientId !== own.clientId);
    const isSame = this.#own.clientId === own.clientId && this.#own.epoch === own.epoch;
    for (const clientId of [...this.#links.keys()]) if (!isSame || !peers.includes(clientId)) this.#drop(clientId);
    this.#own = own;
    for (const clientId of peers) if (!this.#links.has(clientId)) this.#links.set(clientId, this.#link(clientId));
  }

  /** Ignores a client that is not a peer. */
  handleSignal(signal: SignalFromPeer): void {
    this.#links.get(signal.from.clientId)?.handleSignal(signal);
  }

  send(emission: Emission): void {
    for (const link of this.#links.values()) link.send(emission);
  }

  decorateChannels(decorate: ChannelDecorators['toPeers']): void {
    const before = this.#decorate;
    this.#decorate = (channel) => decorate(before(channel));
    for (const link of this.#links.values()) link.decorateChannel(decorate);
  }

  close(): void {
    this.keep(this.#own, []);
  }

  #link(clientId: number): PeerLink {
    const { makeChannel = (parts) => new RtcChannel(parts), iceServers, signal, onChange, onAction } = this.#parts;
    const channel = makeChannel({
      isPolite: this.#own.clientId < clientId,
      iceServers,
      signal: (content) => signal(clientId, content),
    });
    return new PeerLink({ channel: this.#decorate(channel), onChange: () => onChange(this.open), onAction });
  }

  #drop(clientId: number): void {
    this.#links.get(clientId)?.close();
    this.#links.delete(clientId);
    this.#parts.onGone(clientId);
  }
}
