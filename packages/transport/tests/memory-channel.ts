import type { Channel, ChannelListener } from '../src/channel.ts';
import type { Said } from '../src/wire/events.ts';
import type { Answer } from './channel-ground.ts';

/** What both ends have in common. */
class Wire {
  /** A new one each time that it is opened; null while it is not. */
  connection: object | null = null;
  readonly ends: { listener: ChannelListener | null }[] = [{ listener: null }, { listener: null }];

  /** In a turn of its own, and only if the connection still stands then. */
  later(happen: () => void): void {
    const { connection } = this;
    queueMicrotask(() => {
      if (connection && this.connection === connection) happen();
    });
  }
}

/** One end of a channel in memory. A message arrives in a turn of its own, as a copy. */
export class MemoryChannel<Out> implements Channel<Out> {
  readonly #wire: Wire;
  readonly #me: number;

  private constructor(wire: Wire, me: number) {
    this.#wire = wire;
    this.#me = me;
  }

  static pair<A, B>(): readonly [MemoryChannel<A>, MemoryChannel<B>] {
    const wire = new Wire();
    return [new MemoryChannel<A>(wire, 0), new MemoryChannel<B>(wire, 1)];
  }

  hear(listener: ChannelListener): void {
    const end = this.#wire.ends[this.#me];
    if (end) end.listener = listener;
  }

  /** The other end is open first, so that it hears whatever this one says. */
  open(): void {
    this.#wire.connection = {};
    this.#wire.later(() => this.#other?.onOpen());
    this.#wire.later(() => this.#wire.ends[this.#me]?.listener?.onOpen());
  }

  send(message: Out): void {
    const text = JSON.stringify(message);
    this.#wire.later(() => this.#other?.onMessage(JSON.parse(text)));
  }

  close(): void {
    if (!this.#wire.connection) return;
    this.#wire.connection = null;
    for (const { listener } of this.#wire.ends) listener?.onLost();
  }

  get #other(): ChannelListener | null {
    return this.#wire.ends[1 - this.#me]?.listener ?? null;
  }
}

/** A channel in memory, as a ground asks for it. */
export function openMemoryPair() {
  const [page, house] = MemoryChannel.pair<Said, Answer>();
  return { page, house };
}
