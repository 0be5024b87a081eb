import { Decoder, Encoder, PacketType } from 'socket.io-parser';

/** In place of what could not be read, the connection hears one of these. */
export const UNREADABLE = { notJson: 'not-json', binary: 'binary' } as const;

/**
 * Socket.IO ends a connection that says something unreadable. Here it hears about it instead, so that the page is told
 * what was wrong. Binary attachments are not part of the protocol and are never put together.
 */
class LenientDecoder extends Decoder {
  override add(data: unknown): void {
    if (typeof data !== 'string' || isBinaryEvent(data)) return this.#hear(UNREADABLE.binary);
    try {
      super.add(data);
    } catch {
      this.#hear(UNREADABLE.notJson);
    }
  }

  #hear(what: string): void {
    this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data: [what] });
  }
}

/** Packets of type 5 and 6 announce attachments: a binary event, a binary acknowledgement. */
function isBinaryEvent(packet: string): boolean {
  return packet.startsWith('5') || packet.startsWith('6');
}

export const lenientParser = { Encoder, Decoder: LenientDecoder };
