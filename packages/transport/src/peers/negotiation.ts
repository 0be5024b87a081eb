/// <reference lib="dom" />
import type { PeerSignal } from '../wire/signal.ts';
import type { PeerChannelParts } from './peer-channel.ts';

/**
 * Agrees with the other end on how to connect, whichever end signals first. This is the "perfect negotiation" of the
 * W3C (https://www.w3.org/TR/webrtc/#perfect-negotiation-example): when two offers collide, the polite end rolls its
 * own back. The very first offer is an exception, because Chromium never connects after rolling that one back: the
 * polite end signals that it is ready, and waits for the other's offer.
 */
export class Negotiation {
  readonly #connection: RTCPeerConnection;
  readonly #isPolite: boolean;
  readonly #signal: (signal: PeerSignal) => void;
  #isMakingOffer = false;
  #ignoresOffer = false;

  constructor(connection: RTCPeerConnection, { isPolite, signal }: Pick<PeerChannelParts, 'isPolite' | 'signal'>) {
    this.#connection = connection;
    this.#isPolite = isPolite;
    this.#signal = signal;
    connection.onnegotiationneeded = () => void this.#offer().catch(() => undefined);
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) this.#signal({ candidate: candidateOf(candidate) });
    };
  }

  /**
   * Whether the other end has started a new connection: it is ready again, or its offer has another DTLS fingerprint,
   * which is unique to a connection.
   */
  isOfNewConnection(signal: PeerSignal): boolean {
    if ('ready' in signal)
      return this.#connection.signalingState === 'stable' && this.#connection.remoteDescription !== null;
    if (!('description' in signal) || signal.description.type !== 'offer') return false;
    const known = fingerprintOf(this.#connection.remoteDescription?.sdp);
    const offered = fingerprintOf(signal.description.sdp);
    return known !== undefined && offered !== undefined && offered !== known;
  }

  /** Rejects if the browser rejects the signal, because it is malformed or belongs to a connection that has ended. */
  async handle(signal: PeerSignal): Promise<void> {
    if ('description' in signal) await this.#handleDescription(signal.description);
    else if ('ready' in signal) this.#signalDescription();
    else if (!this.#ignoresOffer) await this.#connection.addIceCandidate(signal.candidate);
  }

  end(): void {
    this.#connection.onnegotiationneeded = this.#connection.onicecandidate = null;
  }

  async #offer(): Promise<void> {
    if (this.#isPolite && !this.#connection.remoteDescription) return this.#signal({ ready: true });
    this.#isMakingOffer = true;
    try {
      await this.#describe();
    } finally {
      this.#isMakingOffer = false;
    }
  }

  async #handleDescription(description: { readonly type: 'offer' | 'answer'; readonly sdp: string }): Promise<void> {
    const isOffer = description.type === 'offer';
    const isCollision = isOffer && (this.#isMakingOffer || this.#connection.signalingState !== 'stable');
    this.#ignoresOffer = isCollision && !this.#isPolite;
    if (this.#ignoresOffer) return;
    await this.#connection.setRemoteDescription(description);
    if (isOffer) await this.#describe();
  }

  /** The browser chooses between an offer and an answer by the state of the negotiation. */
  async #describe(): Promise<void> {
    await this.#connection.setLocalDescription();
    this.#signalDescription();
  }

  /** Does nothing as long as there is no local description. */
  #signalDescription(): void {
    const { localDescription } = this.#connection;
    if (localDescription?.type !== 'offer' && localDescription?.type !== 'answer') return;
    this.#signal({ description: { type: localDescription.type, sdp: localDescription.sdp } });
  }
}

function fingerprintOf(sdp: string | undefined): string | undefined {
  return /^a=fingerprint:(.*)$/m.exec(sdp ?? '')?.[1]?.trim();
}

function candidateOf({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate) {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment };
}
