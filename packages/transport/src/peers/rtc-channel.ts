/// <reference lib="dom" />
import type { ChannelListener } from '../channel.ts';
import type { PeerSignal } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';
import { Negotiation } from './negotiation.ts';
import type { PeerChannel, PeerChannelParts } from './peer-channel.ts';

/** How many characters a message may have. A longer one is no action of ours, and is not even read. */
const LONGEST_MESSAGE = 20_000;
/** While more bytes than this wait to be sent, nothing is added to them: the peer will hear of it from Hero. */
const MOST_IN_THE_BUFFER = 100_000;
/** How long an interrupted connection may take to come back, in milliseconds. */
const HEAL_WITHIN = 10_000;

/** A WebRTC data channel: ordered and reliable, from page to page. */
export class RtcChannel implements PeerChannel {
  readonly #parts: PeerChannelParts;
  #listener: ChannelListener | null = null;
  #connection: RTCPeerConnection | null = null;
  #negotiation: Negotiation | null = null;
  #data: RTCDataChannel | null = null;
  #healing: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: PeerChannelParts) {
    this.#parts = parts;
  }

  get isOpen(): boolean {
    return this.#data?.readyState === 'open';
  }

  hear(listener: ChannelListener): void {
    this.#listener = listener;
  }

  open(): void {
    this.#hangUp();
    this.#begin();
  }

  /** The peer's description or candidate. One from a page that started over makes this end start over too. */
  handleSignal(signal: PeerSignal): void {
    if (this.#negotiation?.isOfAnother(signal)) this.#lose();
    const negotiation = this.#negotiation ?? this.#begin();
    void negotiation.handle(signal).catch(() => undefined);
  }

  send(message: unknown): void {
    if (this.#data?.readyState !== 'open' || this.#data.bufferedAmount > MOST_IN_THE_BUFFER) return;
    this.#data.send(JSON.stringify(message));
  }

  close(): void {
    if (this.#connection) this.#lose();
  }

  #begin(): Negotiation {
    const connection = new RTCPeerConnection({ iceServers: this.#parts.iceServers().map(asTheBrowserTakesIt) });
    const data = connection.createDataChannel('actions', { negotiated: true, id: 0 });
    const negotiation = new Negotiation(connection, this.#parts);
    connection.onconnectionstatechange = () => this.#handleState(connection);
    data.onopen = () => this.#listener?.onOpen();
    data.onmessage = ({ data: text }: MessageEvent<unknown>) => this.#listener?.onMessage(parse(text));
    data.onclose = () => this.#lose();
    this.#connection = connection;
    this.#negotiation = negotiation;
    this.#data = data;
    return negotiation;
  }

  /** "Disconnected" often heals without help; "failed" only with new candidates, or not at all. */
  #handleState(connection: RTCPeerConnection): void {
    if (connection.connectionState === 'connected') clearTimeout(this.#healing);
    if (connection.connectionState !== 'failed') return;
    connection.restartIce();
    clearTimeout(this.#healing);
    this.#healing = setTimeout(() => this.#lose(), HEAL_WITHIN);
  }

  #lose(): void {
    this.#hangUp();
    this.#listener?.onLost();
  }

  #hangUp(): void {
    clearTimeout(this.#healing);
    if (this.#data) this.#data.onopen = this.#data.onmessage = this.#data.onclose = null;
    if (this.#connection) this.#connection.onconnectionstatechange = null;
    this.#negotiation?.end();
    this.#connection?.close();
    this.#connection = this.#negotiation = this.#data = null;
  }
}

function asTheBrowserTakesIt({ urls, ...access }: IceServer): RTCIceServer {
  return { urls: [...urls], ...access };
}

/** Undefined for anything but JSON. */
function parse(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > LONGEST_MESSAGE) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
