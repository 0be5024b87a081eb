import type { Emission } from '../src/wire/to-peer.ts';
import type { ChannelListener } from '../src/channel.ts';
import type { MakePeerChannel, PeerChannel, PeerChannelParts } from '../src/peers/peer-channel.ts';
import type { PeerSignal } from '../src/wire/signal.ts';
import { MemoryChannel } from './memory-channel.ts';

type Wire = MemoryChannel<Emission>;

/** Makes peer channels within this process: the `sdp` of an offer is the name of a wire in a shared map. */
export function peerChannelsInMemory(): MakePeerChannel {
  const offered = new Map<string, Wire>();
  let count = 0;
  const offer = (wire: Wire) => {
    const name = `wire ${++count}`;
    offered.set(name, wire);
    return name;
  };
  const take = (name: string) => {
    const wire = offered.get(name);
    offered.delete(name);
    return wire ?? null;
  };
  return (parts) => new MemoryPeerChannel(parts, offer, take);
}

/** Negotiates like WebRTC: the polite end waits for an offer, and the channel opens when it is answered. */
class MemoryPeerChannel implements PeerChannel {
  readonly #parts: PeerChannelParts;
  readonly #offer: (wire: Wire) => string;
  readonly #take: (name: string) => Wire | null;
  #listener: ChannelListener | null = null;
  #wire: Wire | null = null;
  #offered = '';
  #isAnswered = false;

  constructor(parts: PeerChannelParts, offer: (wire: Wire) => string, take: (name: string) => Wire | null) {
    this.#parts = parts;
    this.#offer = offer;
    this.#take = take;
  }

  get isOpen(): boolean {
    return this.#wire?.isOpen ?? false;
  }

  hear(listener: ChannelListener): void {
    this.#listener = listener;
  }

  open(): void {
    if (this.#parts.isPolite) return this.#parts.signal({ ready: true });
    const [ownEnd, otherEnd] = MemoryChannel.pair<Emission>();
    this.#offered = this.#offer(otherEnd);
    this.#isAnswered = false;
    this.#use(ownEnd);
    this.#describe('offer', this.#offered);
  }

  send(message: Emission): void {
    this.#wire?.send(message);
  }

  close(): void {
    this.#wire?.close();
  }

  handleSignal(signal: PeerSignal): void {
    if ('ready' in signal) return this.#handleReady();
    if (!('description' in signal)) return;
    const { type, sdp } = signal.description;
    if (type === 'offer') return this.#handleOffer(sdp);
    if (sdp !== this.#offered) return;
    this.#isAnswered = true;
    this.#wire?.open();
  }

  /** The other end waits for an offer. If it has answered one before, it has started over. */
  #handleReady(): void {
    if (this.#isAnswered) this.close();
    if (this.#wire && !this.#isAnswered) this.#describe('offer', this.#offered);
    else this.open();
  }

  /** An offer that was sent again is taken only once. */
  #handleOffer(name: string): void {
    const wire = this.#take(name);
    if (!wire) return;
    this.close();
    this.#use(wire);
    this.#describe('answer', name);
  }

  #use(wire: Wire): void {
    this.#wire = wire;
    wire.hear({
      onOpen: () => this.#listener?.onOpen(),
      onMessage: (message) => this.#listener?.onMessage(message),
      onLost: () => this.#listener?.onLost(),
    });
  }

  #describe(type: 'offer' | 'answer', sdp: string): void {
    this.#parts.signal({ description: { type, sdp } });
  }
}
