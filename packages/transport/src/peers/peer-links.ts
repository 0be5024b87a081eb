import type { ActionToPeers, Intent, Peer, SignalFromPeer } from '@button/sync';
import type { Road } from '../lag.ts';
import type { IceServer, PeerSignal } from '../wire/events.ts';
import type { MakePeerChannel } from './peer-channel.ts';
import { PeerLink } from './peer-link.ts';

export interface PeerLinksParts {
  readonly make: MakePeerChannel;
  readonly road: Road;
  readonly iceServers: () => readonly IceServer[];
  /** Hero passes it on to that client, or it is lost. */
  readonly signal: (to: string, content: PeerSignal) => void;
  readonly onAction: (peer: Peer, clientSeq: number, candidate: unknown) => void;
  /** A link opened, or was lost. */
  readonly onChange: () => void;
  /** This client is no peer any more. */
  readonly onGone: (clientId: string) => void;
}

/** A page's direct links: one to each of its peers. Where one fails, the game is played over Hero. */
export class PeerLinks {
  readonly #parts: PeerLinksParts;
  readonly #links = new Map<string, PeerLink>();
  #me = '';

  constructor(parts: PeerLinksParts) {
    this.#parts = parts;
  }

  /** The clientIds that it has an open link to. */
  get open(): readonly string[] {
    return [...this.#links].filter(([, link]) => link.isOpen).map(([clientId]) => clientId);
  }

  /** Links `me` to these clients, and to nobody else. */
  keep(me: string, clientIds: readonly string[]): void {
    const peers = clientIds.filter((clientId) => clientId !== me);
    for (const clientId of [...this.#links.keys()])
      if (this.#me !== me || !peers.includes(clientId)) this.#drop(clientId);
    this.#me = me;
    for (const clientId of peers) if (!this.#links.has(clientId)) this.#links.set(clientId, this.#draw(clientId));
  }

  /** Somebody who is no peer is not answered. */
  handleSignal(signal: SignalFromPeer): void {
    this.#links.get(signal.from.clientId)?.handleSignal(signal);
  }

  tell(told: ActionToPeers<Intent>): void {
    for (const link of this.#links.values()) link.send(told);
  }

  close(): void {
    this.keep('', []);
  }

  #draw(clientId: string): PeerLink {
    const { make, road, iceServers, signal, onChange, onAction } = this.#parts;
    const channel = make({
      isPolite: this.#me < clientId,
      iceServers,
      signal: (content) => signal(clientId, content),
    });
    return new PeerLink({ channel, road, onChange, onAction });
  }

  #drop(clientId: string): void {
    this.#links.get(clientId)?.close();
    this.#links.delete(clientId);
    this.#parts.onGone(clientId);
  }
}
