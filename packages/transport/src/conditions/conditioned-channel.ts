import type { Channel, ChannelListener } from '../channel.ts';
import { DelayQueue } from './delay-queue.ts';
import type { NetworkConditions } from './network-conditions.ts';

/** A channel under simulated conditions, be it open already or not. Under good ones it is as quick as the channel itself. */
export class ConditionedChannel<Message> implements Channel<Message> {
  readonly #channel: Channel<Message>;
  readonly #conditions: NetworkConditions;
  readonly #out: DelayQueue;
  readonly #back: DelayQueue;
  readonly #handleChange = (): void => this.#applyConditions();
  #listener: ChannelListener | null = null;
  /** The listener was told that the channel is open. The channel itself may have been lost, or opened again, since. */
  #isUp: boolean;
  #isClosedHere = false;
  /** It is to be opened as soon as the conditions allow it. */
  #waitsToOpen = false;
  /** How many losses of the channel are under way to the listener. */
  #lossesUnderWay = 0;

  constructor(channel: Channel<Message>, conditions: NetworkConditions) {
    this.#channel = channel;
    this.#conditions = conditions;
    this.#out = new DelayQueue(conditions.out);
    this.#back = new DelayQueue(conditions.back);
    this.#isUp = channel.isOpen;
    conditions.subscribe(this.#handleChange);
  }

  get isOpen(): boolean {
    return this.#isUp;
  }

  hear(listener: ChannelListener): void {
    this.#listener = listener;
    this.#channel.hear({
      onOpen: () => this.#handleOpen(),
      onMessage: (message) => this.#back.add(() => this.#listener?.onMessage(message)),
      onLost: () => this.#handleLost(),
    });
  }

  open(): void {
    this.#conditions.subscribe(this.#handleChange);
    this.#isClosedHere = false;
    this.#waitsToOpen = this.#conditions.isCut;
    // The other end may have opened it again already, and the listener is about to be told.
    const isOpenAgain = this.#channel.isOpen && !this.#isUp;
    if (this.#waitsToOpen || isOpenAgain) return;
    this.#isUp = false;
    this.#channel.open();
  }

  send(message: Message): void {
    if (this.#isUp) this.#out.add(() => this.#channel.send(message));
  }

  close(): void {
    this.#conditions.unsubscribe(this.#handleChange);
    this.#waitsToOpen = false;
    this.#isClosedHere = true;
    this.#channel.close();
  }

  /** An opening does not overtake the loss before it. */
  #handleOpen(): void {
    if (this.#lossesUnderWay === 0) this.#tellOpen();
    else this.#back.add(() => this.#tellOpen());
  }

  #tellOpen(): void {
    this.#isUp = this.#channel.isOpen && this.#lossesUnderWay === 0;
    this.#listener?.onOpen();
  }

  /** A loss takes as long as the messages before it, unless it begins at this end. */
  #handleLost(): void {
    this.#isUp = false;
    this.#out.clear();
    if (this.#isClosedHere || this.#conditions.isCut) return this.#lose();
    this.#lossesUnderWay += 1;
    this.#back.add(() => {
      this.#lossesUnderWay -= 1;
      this.#listener?.onLost();
    });
  }

  #lose(): void {
    this.#back.clear();
    this.#lossesUnderWay = 0;
    this.#listener?.onLost();
  }

  #applyConditions(): void {
    if (!this.#conditions.isCut) {
      if (this.#waitsToOpen) this.open();
      return;
    }
    this.#channel.close();
    if (this.#lossesUnderWay > 0) this.#lose();
  }
}
