import type { ActionToPeers, Intent, Peer, SignalFromPeer } from '@button/sync';
import type { Channel } from '../channel.ts';
import { LaggedChannel, type Road } from '../lag.ts';
import { checkMessage } from '../wire/check.ts';
import { peerSignalSchema } from '../wire/parts.ts';
import { toldByPeerSchema } from '../wire/to-peer.ts';
import { Allowance } from './allowance.ts';
import type { PeerChannel } from './peer-channel.ts';

/** A link that is not open after so many milliseconds is tried again; each time it may take twice as long. */
const SHORTEST = 5_000;
const LONGEST = 60_000;
/** Whoever says so much nonsense, or so much too fast, is not listened to any more. */
const MOST_STRIKES = 100;

export interface PeerLinkParts {
  readonly channel: PeerChannel;
  readonly road: Road;
  /** It is open, or is not any more. */
  readonly onChange: () => void;
  readonly onAction: (peer: Peer, clientSeq: number, candidate: unknown) => void;
}

/** The direct link to one peer: it comes back by itself, and believes only what Hero has vouched for. */
export class PeerLink {
  readonly #parts: PeerLinkParts;
  readonly #channel: Channel<ActionToPeers<Intent>>;
  readonly #allowance = new Allowance();
  /** Whom Hero has introduced. Nothing can come over the channel before. */
  #peer: Peer | null = null;
  #isOpen = false;
  #isOver = false;
  #strikes = 0;
  #patience = SHORTEST;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: PeerLinkParts) {
    this.#parts = parts;
    this.#channel = new LaggedChannel(parts.channel, parts.road);
    this.#channel.hear({
      onOpen: () => this.#handleOpen(),
      onMessage: (message) => this.#handleMessage(message),
      onLost: () => this.#handleLost(),
    });
    this.#open();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  handleSignal({ from, content }: SignalFromPeer): void {
    const checked = checkMessage(peerSignalSchema, content);
    if ('wrong' in checked || this.#isOver || this.#parts.road.isCut) return;
    this.#peer = from;
    this.#parts.channel.handleSignal(checked.message);
  }

  send(told: ActionToPeers<Intent>): void {
    this.#channel.send(told);
  }

  close(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#channel.close();
  }

  #open(): void {
    clearTimeout(this.#timer);
    this.#channel.open();
    this.#timer = setTimeout(() => this.#open(), this.#patience);
    this.#patience = Math.min(LONGEST, 2 * this.#patience);
  }

  #handleOpen(): void {
    clearTimeout(this.#timer);
    this.#patience = SHORTEST;
    this.#isOpen = true;
    this.#parts.onChange();
  }

  #handleLost(): void {
    const wasOpen = this.#isOpen;
    this.#isOpen = false;
    if (wasOpen && !this.#isOver) this.#open();
    if (wasOpen) this.#parts.onChange();
  }

  #handleMessage(message: unknown): void {
    if (this.#isOver) return;
    const checked = this.#allowance.take() ? checkMessage(toldByPeerSchema, message) : { wrong: 'too fast' };
    if ('wrong' in checked || !this.#peer) return this.#strike();
    return this.#parts.onAction(this.#peer, checked.message.clientSeq, checked.message.action);
  }

  #strike(): void {
    if (++this.#strikes >= MOST_STRIKES) this.close();
  }
}
