/// <reference lib="dom" />
import type { ChannelListener } from '../channel.ts';
import type { PeerSignal } from '../wire/signal.ts';
import type { IceServer } from '../wire/to-client.ts';
import { Negotiation } from './negotiation.ts';
import type { PeerChannel, PeerChannelParts } from './peer-channel.ts';

/** The length of the longest message that is parsed, in characters. No action of a well-behaved page is longer. */
const MAX_MESSAGE_LENGTH = 20_000;
/** While more bytes than this are buffered, messages are dropped: the peer gets the actions from Hero anyway. */
const MAX_BUFFERED = 100_000;
/** How long a failed connection may take to recover, in milliseconds. */
const RECOVER_WITHIN = 10_000;

/** An ordered and reliable WebRTC data channel from page to page. */
export class RtcChannel implements PeerChannel {
  readonly #parts: PeerChannelParts;
  #listener: ChannelListener | null = null;
  #connection: RTCPeerConnection | null = null;
  #negotiation: Negotiation | null = null;
  #data: RTCDataChannel | null = null;
  #recoveryTimer: ReturnType<typeof setTimeout> | undefined;

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

  /** A signal of a new connection makes this end start a new one too. */
  handleSignal(signal: PeerSignal): void {
    if (this.#negotiation?.isOfNewConnection(signal)) this.#lose();
    const negotiation = this.#negotiation ?? this.#begin();
    void negotiation.handle(signal).catch(() => undefined);
  }

  send(message: unknown): void {
    if (this.#data?.readyState !== 'open' || this.#data.bufferedAmount > MAX_BUFFERED) return;
    this.#data.send(JSON.stringify(message));
  }

  close(): void {
    if (this.#connection) this.#lose();
  }

  #begin(): Negotiation {
    const connection = new RTCPeerConnection({ iceServers: this.#parts.iceServers().map(toRtcIceServer) });
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

  /** "disconnected" often recovers without help; "failed" recovers only with new candidates, or not at all. */
  #handleState(connection: RTCPeerConnection): void {
    if (connection.connectionState === 'connected') clearTimeout(this.#recoveryTimer);
    if (connection.connectionState !== 'failed') return;
    connection.restartIce();
    clearTimeout(this.#recoveryTimer);
    this.#recoveryTimer = setTimeout(() => this.#lose(), RECOVER_WITHIN);
  }

  #lose(): void {
    this.#hangUp();
    this.#listener?.onLost();
  }

  #hangUp(): void {
    clearTimeout(this.#recoveryTimer);
    if (this.#data) this.#data.onopen = this.#data.onmessage = this.#data.onclose = null;
    if (this.#connection) this.#connection.onconnectionstatechange = null;
    this.#negotiation?.end();
    this.#connection?.close();
    this.#connection = this.#negotiation = this.#data = null;
  }
}

function toRtcIceServer({ urls, ...access }: IceServer): RTCIceServer {
  return { urls: [...urls], ...access };
}

/** Undefined for anything but JSON of an acceptable length. */
function parse(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > MAX_MESSAGE_LENGTH) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
