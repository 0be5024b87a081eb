import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';

/** The names of the events that stand for a message that could not be read. */
export const UNREADABLE = { notJson: 'not-json', binary: 'binary' } as const;

/**
 * Socket.IO ends a connection on which something unreadable arrives. Here an event says so instead, so that the page is
 * told what was wrong. Binary attachments are not part of the protocol and are never put together.
 */
class LenientDecoder extends Decoder {
  override add(data: unknown): void {
    if (typeof data !== 'string' || isBinaryEvent(data)) return this.#decode(UNREADABLE.binary);
    try {
      super.add(data);
    } catch {
      this.#decode(UNREADABLE.notJson);
    }
  }

  #decode(name: string): void {
    this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data: [name] });
  }
}

/** Packets of type 5 and 6 have attachments: a binary event, a binary acknowledgement. */
function isBinaryEvent(packet: string): boolean {
  return packet.startsWith('5') || packet.startsWith('6');
}

/** Our messages are never binary, so they need not be searched for binary parts before they are sent. */
class PlainEncoder extends Encoder {
  override encode(packet: Packet): ReturnType<Encoder['encode']> {
    const isPlainEvent = packet.type === PacketType.EVENT && packet.nsp === '/' && packet.id === undefined;
    return isPlainEvent ? [`${packet.type}${JSON.stringify(packet.data)}`] : super.encode(packet);
  }
}

export const parser = { Encoder: PlainEncoder, Decoder: LenientDecoder };
