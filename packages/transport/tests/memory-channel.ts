import type { Channel, ChannelListener } from '../src/channel.ts';
import type { NamedMessage } from '../src/wire/protocol.ts';

/** What both ends have in common. */
class Wire {
  /** A new one each time that it is opened; null while it is not. */
  connection: object | null = null;
  readonly ends = [new End(), new End()] as const;

  /** In a turn of its own, and only if the connection still stands then. */
  later(happen: () => void): void {
    const { connection } = this;
    queueMicrotask(() => {
      if (connection && this.connection === connection) happen();
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

/** One end of a channel in memory. A message arrives in a turn of its own, as a copy. */
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

  /** The other end is open first, so that it hears everything that this one says. */
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

/** A channel in memory, as a harness asks for it. */
export function openMemoryPair() {
  const [page, server] = MemoryChannel.pair();
  return { page, server };
}
