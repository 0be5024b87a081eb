import type { Channel, ChannelListener } from '../channel.ts';
import { DelayQueue } from './delay-queue.ts';
import type { NetworkConditions } from './network-conditions.ts';

/** A channel under simulated conditions; it may already be open. Good conditions add no delay, not even a turn. */
export class ConditionedChannel<Message> implements Channel<Message> {
  readonly #channel: Channel<Message>;
  readonly #conditions: NetworkConditions;
  readonly #out: DelayQueue;
  readonly #back: DelayQueue;
  readonly #handleChange = (): void => this.#applyConditions();
  #listener: ChannelListener | null = null;
  /**
   * Whether the channel is open as far as the listener knows. The channel below may have been lost or reopened since.
   */
  #isUp: boolean;
  #isClosedHere = false;
  /** Whether to open the channel as soon as the conditions allow it. */
  #waitsToOpen = false;
  /** The number of losses of which the listener is still to be notified. */
  #pendingLosses = 0;

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
    // The other end may have reopened it already; then the listener is about to be notified.
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

  /** The notification of an opening must not overtake that of an earlier loss. */
  #handleOpen(): void {
    if (this.#pendingLosses === 0) this.#notifyOpen();
    else this.#back.add(() => this.#notifyOpen());
  }

  #notifyOpen(): void {
    this.#isUp = this.#channel.isOpen && this.#pendingLosses === 0;
    this.#listener?.onOpen();
  }

  /** A loss is delayed like the messages before it, unless it was caused at this end. */
  #handleLost(): void {
    this.#isUp = false;
    this.#out.clear();
    if (this.#isClosedHere || this.#conditions.isCut) return this.#lose();
    this.#pendingLosses += 1;
    this.#back.add(() => {
      this.#pendingLosses -= 1;
      this.#listener?.onLost();
    });
  }

  #lose(): void {
    this.#back.clear();
    this.#pendingLosses = 0;
    this.#listener?.onLost();
  }

  #applyConditions(): void {
    if (!this.#conditions.isCut) {
      if (this.#waitsToOpen) this.open();
      return;
    }
    this.#channel.close();
    if (this.#pendingLosses > 0) this.#lose();
  }
}
