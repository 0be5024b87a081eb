import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';

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

/** Nothing of ours is binary: so nobody looks for it, through every message, before it is sent. */
class PlainEncoder extends Encoder {
  override encode(packet: Packet): ReturnType<Encoder['encode']> {
    const isPlainEvent = packet.type === PacketType.EVENT && packet.nsp === '/' && packet.id === undefined;
    return isPlainEvent ? [`${packet.type}${JSON.stringify(packet.data)}`] : super.encode(packet);
  }
}

export const parser = { Encoder: PlainEncoder, Decoder: LenientDecoder };
