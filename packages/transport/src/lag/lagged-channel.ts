import type { Channel, ChannelListener } from '../channel.ts';
import { Lane } from './lane.ts';
import type { Road } from './road.ts';

/** A channel on a bad road. On a good one it is as quick as the channel itself. */
export class LaggedChannel<Message> implements Channel<Message> {
  readonly #channel: Channel<Message>;
  readonly #road: Road;
  readonly #out: Lane;
  readonly #back: Lane;
  #listener: ChannelListener | null = null;
  #waitsForRoad = false;
  /** The channel is open, whether or not its listener knows already. */
  #isOpen = false;
  /** And its listener does. */
  #isUp = false;
  #isClosedHere = false;
  /** How many ends of connections are on their way to the listener. */
  #ends = 0;
  #leaveRoad = (): unknown => undefined;

  constructor(channel: Channel<Message>, road: Road) {
    this.#channel = channel;
    this.#road = road;
    this.#out = new Lane(road.out);
    this.#back = new Lane(road.back);
  }

  hear(listener: ChannelListener): void {
    this.#listener = listener;
    this.#channel.hear({
      onOpen: () => this.#handleOpen(),
      onMessage: (message) => this.#back.pass(() => listener.onMessage(message)),
      onLost: () => this.#handleLost(),
    });
  }

  open(): void {
    this.#leaveRoad();
    this.#leaveRoad = this.#road.subscribe(() => this.#handleRoad());
    this.#waitsForRoad = this.#road.isCut;
    this.#isClosedHere = false;
    // It may have been opened again from the other end already: the listener is about to hear of it.
    if (this.#road.isCut || (this.#isOpen && !this.#isUp)) return;
    this.#isOpen = this.#isUp = false;
    this.#channel.open();
  }

  send(message: Message): void {
    if (this.#isUp) this.#out.pass(() => this.#channel.send(message));
  }

  close(): void {
    this.#leaveRoad();
    this.#waitsForRoad = false;
    this.#isClosedHere = true;
    this.#channel.close();
  }

  /** A beginning does not overtake the end of the connection before. */
  #handleOpen(): void {
    this.#isOpen = true;
    if (this.#ends === 0) this.#begin();
    else this.#back.pass(() => this.#begin());
  }

  #begin(): void {
    this.#isUp = this.#isOpen && this.#ends === 0;
    this.#listener?.onOpen();
  }

  /** The end comes by the same road as what was said before it, unless it begins here. */
  #handleLost(): void {
    this.#isOpen = this.#isUp = false;
    this.#out.clear();
    if (this.#isClosedHere || this.#road.isCut) return this.#lose();
    this.#ends += 1;
    this.#back.pass(() => {
      this.#ends -= 1;
      this.#listener?.onLost();
    });
  }

  #lose(): void {
    this.#back.clear();
    this.#ends = 0;
    this.#listener?.onLost();
  }

  #handleRoad(): void {
    if (this.#road.isCut) this.#channel.close();
    else if (this.#waitsForRoad) this.open();
    if (this.#road.isCut && this.#ends > 0) this.#lose();
  }
}
