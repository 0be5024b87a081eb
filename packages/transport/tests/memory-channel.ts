import type { Channel, ChannelListener } from '../src/channel.ts';
import type { NamedMessage } from '../src/wire/protocol.ts';

/** The state that both ends share. */
class Wire {
  /** A new object for each opening; null while the channel is not open. */
  connection: object | null = null;
  readonly ends = [new End(), new End()] as const;

  /** Calls back in a microtask of its own, unless the connection has ended by then. */
  later(callBack: () => void): void {
    const { connection } = this;
    queueMicrotask(() => {
      if (connection && this.connection === connection) callBack();
    });
  }

  close(): void {
    if (!this.connection) return;
    this.connection = null;
    for (const end of this.ends) end.isOpen = false;
    for (const { listener } of this.ends) listener?.onLost();
  }
}

class End {
  listener: ChannelListener | null = null;
  isOpen = false;

  handleOpen(): void {
    this.isOpen = true;
    this.listener?.onOpen();
  }
}

/** One end of a channel in memory. A message arrives in a microtask of its own, as a copy. */
export class MemoryChannel<Message> implements Channel<Message> {
  readonly #wire: Wire;
  readonly #own: End;
  readonly #other: End;

  private constructor(wire: Wire, own: End, other: End) {
    this.#wire = wire;
    this.#own = own;
    this.#other = other;
  }

  static pair<Message = NamedMessage>(): readonly [MemoryChannel<Message>, MemoryChannel<Message>] {
    const wire = new Wire();
    const [one, other] = wire.ends;
    return [new MemoryChannel<Message>(wire, one, other), new MemoryChannel<Message>(wire, other, one)];
  }

  get isOpen(): boolean {
    return this.#own.isOpen;
  }

  hear(listener: ChannelListener): void {
    this.#own.listener = listener;
  }

  /** The other end is notified first, so that it receives every message of this one. */
  open(): void {
    this.#wire.connection = {};
    this.#own.isOpen = this.#other.isOpen = false;
    this.#wire.later(() => this.#other.handleOpen());
    this.#wire.later(() => this.#own.handleOpen());
  }

  send(message: Message): void {
    const text = JSON.stringify(message);
    this.#wire.later(() => this.#other.listener?.onMessage(JSON.parse(text)));
  }

  close(): void {
    this.#wire.close();
  }
}

/** A pair for `ChannelHarness`. */
export function openMemoryPair() {
  const [page, server] = MemoryChannel.pair();
  return { page, server };
}
