import type { ActionToPeers, Intent } from '@button/sync';
import type { ChannelListener } from '../src/channel.ts';
import type { MakePeerChannel, PeerChannel, PeerChannelParts } from '../src/peers/peer-channel.ts';
import type { PeerSignal } from '../src/wire/events.ts';
import { MemoryChannel } from './memory-channel.ts';

type Line = MemoryChannel<ActionToPeers<Intent>>;

/** Makes direct channels for pages that are all in this process: an offer's `sdp` names a line that lies here. */
export function peerChannelsInMemory(): MakePeerChannel {
  const offered = new Map<string, Line>();
  let count = 0;
  const offer = (line: Line) => {
    const name = `line ${++count}`;
    offered.set(name, line);
    return name;
  };
  const take = (name: string) => {
    const line = offered.get(name);
    offered.delete(name);
    return line ?? null;
  };
  return (parts) => new MemoryPeerChannel(parts, offer, take);
}

/** As WebRTC does it: the polite end waits for an offer, and the link stands when that is answered. */
class MemoryPeerChannel implements PeerChannel {
  readonly #parts: PeerChannelParts;
  readonly #offer: (line: Line) => string;
  readonly #take: (name: string) => Line | null;
  #listener: ChannelListener | null = null;
  #line: Line | null = null;
  #offered = '';
  #isAnswered = false;

  constructor(parts: PeerChannelParts, offer: (line: Line) => string, take: (name: string) => Line | null) {
    this.#parts = parts;
    this.#offer = offer;
    this.#take = take;
  }

  hear(listener: ChannelListener): void {
    this.#listener = listener;
  }

  open(): void {
    if (this.#parts.isPolite) return this.#parts.signal({ ready: true });
    const [mine, others] = MemoryChannel.pair<ActionToPeers<Intent>, ActionToPeers<Intent>>();
    this.#offered = this.#offer(others);
    this.#isAnswered = false;
    this.#use(mine);
    this.#describe('offer', this.#offered);
  }

  send(message: ActionToPeers<Intent>): void {
    this.#line?.send(message);
  }

  close(): void {
    this.#line?.close();
  }

  handleSignal(signal: PeerSignal): void {
    if ('ready' in signal) return this.#handleReady();
    if (!('description' in signal)) return;
    const { type, sdp } = signal.description;
    if (type === 'offer') return this.#handleOffer(sdp);
    if (sdp !== this.#offered) return;
    this.#isAnswered = true;
    this.#line?.open();
  }

  /** The other end waits; where it had answered before, it has begun anew. */
  #handleReady(): void {
    if (this.#isAnswered) this.close();
    if (this.#line && !this.#isAnswered) this.#describe('offer', this.#offered);
    else this.open();
  }

  /** Each is taken once, however often it comes. */
  #handleOffer(name: string): void {
    const line = this.#take(name);
    if (!line) return;
    this.close();
    this.#use(line);
    this.#describe('answer', name);
  }

  #use(line: Line): void {
    this.#line = line;
    line.hear({
      onOpen: () => this.#listener?.onOpen(),
      onMessage: (message) => this.#listener?.onMessage(message),
      onLost: () => this.#listener?.onLost(),
    });
  }

  #describe(type: 'offer' | 'answer', sdp: string): void {
    this.#parts.signal({ description: { type, sdp } });
  }
}
