import type { Peer } from '@button/sync';
import { RateLimiter, type RateLimiterOpts } from 'limiter';
import { checkMessage } from '../wire/check.ts';
import { peerSignalSchema, type SignalFromPeer } from '../wire/signal.ts';
import { messageToPeer, type Emission } from '../wire/to-peer.ts';
import type { ChannelDecorators } from '../client/channel-decorators.ts';
import type { PeerChannel } from './peer-channel.ts';

/** The delay before a link that is not open is tried again, in milliseconds. It doubles with each attempt. */
const MIN_RETRY_DELAY = 5_000;
const MAX_RETRY_DELAY = 60_000;
/** Above the rate of any well-behaved page. */
const MAX_RATE: RateLimiterOpts = { tokensPerInterval: 50, interval: 2_500 };
/** A peer is cut off for good after this many messages that were malformed or too fast. */
const MAX_REFUSALS = 100;

export interface PeerLinkParts {
  readonly channel: PeerChannel;
  /** The link was opened or lost. */
  readonly onChange: () => void;
  readonly onAction: (peer: Peer, clientSeq: number, candidate: unknown) => void;
}

/** The direct link to one peer. It reconnects after a loss, and trusts Hero alone to say who the peer is. */
export class PeerLink {
  readonly #parts: PeerLinkParts;
  #channel: PeerChannel;
  readonly #messages = new RateLimiter(MAX_RATE);
  /** The peer as Hero's signals name it. Messages that arrive earlier are refused. */
  #peer: Peer | null = null;
  #isOpen = false;
  #isClosed = false;
  #refusals = 0;
  #retryDelay = MIN_RETRY_DELAY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: PeerLinkParts) {
    this.#parts = parts;
    this.#channel = parts.channel;
    this.#listen();
    this.#open();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  handleSignal({ from, content }: SignalFromPeer): void {
    const checked = checkMessage(peerSignalSchema, content);
    if ('wrong' in checked || this.#isClosed) return;
    this.#peer = from;
    this.#channel.handleSignal(checked.message);
  }

  send(emission: Emission): void {
    this.#channel.send(emission);
  }

  decorateChannel(decorate: ChannelDecorators['toPeers']): void {
    this.#channel = decorate(this.#channel);
    this.#listen();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#channel.close();
  }

  #listen(): void {
    this.#channel.hear({
      onOpen: () => this.#handleOpen(),
      onMessage: (message) => this.#handleMessage(message),
      onLost: () => this.#handleLost(),
    });
  }

  #open(): void {
    clearTimeout(this.#timer);
    this.#channel.open();
    this.#timer = setTimeout(() => this.#open(), this.#retryDelay);
    this.#retryDelay = Math.min(MAX_RETRY_DELAY, 2 * this.#retryDelay);
  }

  #handleOpen(): void {
    clearTimeout(this.#timer);
    this.#retryDelay = MIN_RETRY_DELAY;
    this.#isOpen = true;
    this.#parts.onChange();
  }

  #handleLost(): void {
    const wasOpen = this.#isOpen;
    this.#isOpen = false;
    if (wasOpen && !this.#isClosed) this.#open();
    if (wasOpen) this.#parts.onChange();
  }

  #handleMessage(message: unknown): void {
    if (this.#isClosed) return;
    const isTooFast = !this.#messages.tryRemoveTokens(1);
    const checked = isTooFast ? { wrong: 'too fast' } : checkMessage(messageToPeer, message);
    if ('wrong' in checked || !this.#peer) return this.#refuse();
    return this.#parts.onAction(this.#peer, checked.message.clientSeq, checked.message.action);
  }

  #refuse(): void {
    if (++this.#refusals >= MAX_REFUSALS) this.close();
  }
}
