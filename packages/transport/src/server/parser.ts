import { RateLimiter } from 'limiter';
import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';
import type { ConnectionLimits } from './connection-limits.ts';

/** The event under which every message of a page arrives, by any name that the page gave it. */
const MESSAGE = 'message';

/** A message as it arrived. Nothing in it is checked. */
export type Arrived =
  | {
      readonly payload: unknown;
      /** The size of the packet. */
      readonly bytes: number;
    }
  | { readonly unreadable: 'not-json' | 'binary' }
  /** More has arrived than the connection may send. */
  | { readonly isFlood: true };

/** An event in the main namespace, up to its payload. The number of an acknowledgement is ignored: there are none. */
const EVENT = /^2\d*(?=\[)/;

/**
 * Passes every message on as one event. Socket.IO would emit an event of the page's choice, and close a connection on
 * which an unreadable message arrives, so that the page gets no answer. Binary attachments are never assembled.
 */
class LenientDecoder extends Decoder {
  readonly #budget: Budget;
  #hasConnected = false;
  #isFlood = false;

  constructor(budget: Budget) {
    super();
    this.#budget = budget;
  }

  override add(data: unknown): void {
    if (this.#isFlood) return;
    if (!this.#budget.take(sizeOf(data))) {
      this.#isFlood = true;
      return this.#pass({ isFlood: true });
    }
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

/** How many messages a connection may send before its budget is looked at: most pages only enter and listen. */
const FIRST = 10;

/** What one connection may send: bytes, of which a message costs a fair share even if it is shorter. */
class Budget {
  readonly #limits: ConnectionLimits;
  #bytes: RateLimiter | null = null;
  #first = FIRST;

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  take(bytes: number): boolean {
    const { bytesPerMinute, messagesPerMinute } = this.#limits;
    const least = bytesPerMinute / messagesPerMinute;
    if (bytes <= least && this.#first > 0) return (this.#first -= 1) >= 0;
    this.#bytes ??= new RateLimiter({ tokensPerInterval: bytesPerMinute, interval: 'minute' });
    return this.#bytes.tryRemoveTokens(Math.max(bytes, least));
  }
}

/** Text is counted in UTF-16 units, which costs nothing. */
function sizeOf(data: unknown): number {
  return typeof data === 'string' ? data.length : Buffer.isBuffer(data) ? data.byteLength : 0;
}

/** Our messages are never binary, so this encoder saves the search for binary parts. */
class PlainEncoder extends Encoder {
  override encode(packet: Packet): ReturnType<Encoder['encode']> {
    const isPlainEvent = packet.type === PacketType.EVENT && packet.nsp === '/' && packet.id === undefined;
    return isPlainEvent ? [`${packet.type}${JSON.stringify(packet.data)}`] : super.encode(packet);
  }
}

/** For Socket.IO: its classes, with a budget for each connection. */
export function lenientParser(limits: ConnectionLimits) {
  return {
    Encoder: PlainEncoder,
    Decoder: class extends LenientDecoder {
      constructor() {
        super(new Budget(limits));
      }
    },
  };
}
