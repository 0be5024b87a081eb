import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';

/** The names of the events that stand for an unreadable message. */
export const UNREADABLE = { notJson: 'not-json', binary: 'binary' } as const;

/**
 * Socket.IO closes a connection on which an unreadable message arrives. This decoder emits an event instead, so that
 * the page gets an answer. Binary attachments are not part of the protocol, and are never assembled.
 */
class LenientDecoder extends Decoder {
  #hasConnected = false;

  override add(data: unknown): void {
    if (isConnect(data)) {
      // Socket.IO makes a socket for each, and a page needs one: a single request could bring hundreds of thousands.
      if (this.#hasConnected) return;
      this.#hasConnected = true;
    }
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

/** A packet of type 0 opens a socket on the connection. */
function isConnect(data: unknown): boolean {
  return typeof data === 'string' && data.startsWith('0');
}

/** Packet types 5 and 6 announce attachments: a binary event and a binary acknowledgement. */
function isBinaryEvent(packet: string): boolean {
  return packet.startsWith('5') || packet.startsWith('6');
}

/** Our messages are never binary, so this encoder saves the search for binary parts. */
class PlainEncoder extends Encoder {
  override encode(packet: Packet): ReturnType<Encoder['encode']> {
    const isPlainEvent = packet.type === PacketType.EVENT && packet.nsp === '/' && packet.id === undefined;
    return isPlainEvent ? [`${packet.type}${JSON.stringify(packet.data)}`] : super.encode(packet);
  }
}

export const parser = { Encoder: PlainEncoder, Decoder: LenientDecoder };
