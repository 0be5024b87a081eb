import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';

/** The event under which every message of a page arrives, by any name that the page gave it. */
const MESSAGE = 'message';

/** A message as it arrived. Nothing in it is checked. */
export type Arrived =
  | {
      readonly payload: unknown;
      /** The size of the packet. */
      readonly bytes: number;
    }
  | { readonly unreadable: 'not-json' | 'binary' };

/** An event in the main namespace, up to its payload. The number of an acknowledgement is ignored: there are none. */
const EVENT = /^2\d*(?=\[)/;

/**
 * Passes every message on as one event. Socket.IO would emit an event of the page's choice, and close a connection on
 * which an unreadable message arrives, so that the page gets no answer. Binary attachments are never assembled.
 */
class LenientDecoder extends Decoder {
  #hasConnected = false;

  override add(data: unknown): void {
    if (isConnect(data)) {
      // Socket.IO makes a socket for each, and a page needs one: a single request could bring hundreds of thousands.
      if (this.#hasConnected) return;
      this.#hasConnected = true;
    }
    if (typeof data !== 'string' || isBinaryEvent(data)) return this.#pass({ unreadable: 'binary' });
    try {
      const [start] = EVENT.exec(data) ?? [];
      if (start === undefined) super.add(data);
      else this.#pass({ payload: JSON.parse(data.slice(start.length)), bytes: Buffer.byteLength(data) });
    } catch {
      this.#pass({ unreadable: 'not-json' });
    }
  }

  #pass(arrived: Arrived): void {
    this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data: [MESSAGE, arrived] });
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

/** For Socket.IO. */
export const lenientParser = { Encoder: PlainEncoder, Decoder: LenientDecoder };
