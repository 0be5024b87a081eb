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
  #isUp = false;
  #isClosedHere = false;
  #isEnding = false;
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
      onOpen: () => this.#handleOpen(listener),
      onMessage: (message) => this.#back.pass(() => listener.onMessage(message)),
      onLost: () => this.#handleLost(),
    });
  }

  open(): void {
    this.#leaveRoad();
    this.#leaveRoad = this.#road.subscribe(() => this.#handleRoad());
    this.#waitsForRoad = this.#road.isCut;
    this.#isClosedHere = false;
    if (!this.#road.isCut) this.#channel.open();
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

  #handleOpen(listener: ChannelListener): void {
    this.#isUp = true;
    listener.onOpen();
  }

  /** The end comes by the same road as what was said before it, unless it begins here. */
  #handleLost(): void {
    this.#isUp = false;
    this.#out.clear();
    if (this.#isClosedHere || this.#road.isCut) return this.#lose();
    this.#isEnding = true;
    this.#back.pass(() => this.#lose());
  }

  #lose(): void {
    this.#back.clear();
    this.#isEnding = false;
    this.#listener?.onLost();
  }

  #handleRoad(): void {
    if (this.#road.isCut) this.#channel.close();
    else if (this.#waitsForRoad) this.open();
    if (this.#road.isCut && this.#isEnding) this.#lose();
  }
}
