import type { Intent } from '@button/sync';
import type { Channel, ChannelListener } from '../channel.ts';
import { handleMessage, isMessageName, isNamedMessage, type Handlers } from '../wire/check.ts';
import { MESSAGE_BYTES, type NamedMessage } from '../wire/protocol.ts';
import { messagesToClient, type MessagesToClient } from '../wire/to-client.ts';
import type { MessagesToHero } from '../wire/to-hero.ts';
import { Backoff } from './backoff.ts';

/** The bytes of a message around its action, at most. */
const ENVELOPE = 40;

/** How long Hero may take to answer before a link that looks alive is dropped, in milliseconds. */
const ANSWER_WITHIN = 2_000;
/** The longest pause that a page makes, in milliseconds, however long the server asks it to wait. */
const MAX_PAUSE = 60_000;

export interface HeroListener<State, I extends Intent> {
  /** Builds the first message of every new connection. */
  readonly enterMessage: () => MessagesToHero['enter'];
  readonly handlers: Handlers<MessagesToClient<State, I>>;
  /** The pause that the server asked for has ended, and the connection was not lost meanwhile. */
  readonly onPauseOver: () => void;
  readonly onLost: () => void;
}

/** The link to Hero: it checks every message, and reconnects after a loss. */
export class HeroLink<State, I extends Intent> {
  #channel: Channel<NamedMessage>;
  readonly #backoff = new Backoff();
  readonly #schemas = messagesToClient<State, I>();
  readonly #channelListener: ChannelListener = {
    onOpen: () => this.#enter(),
    onMessage: (message) => this.#handleMessage(message),
    onLost: () => this.#handleLost(),
  };
  #listener: HeroListener<State, I> | null = null;
  #answerTimer: ReturnType<typeof setTimeout> | undefined;
  /** Set during a pause, in which no action is sent. */
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;
  #enteredAt = 0;
  #messageBytes = MESSAGE_BYTES;
  #isClosed = false;

  constructor(channel: Channel<NamedMessage>) {
    this.#channel = channel;
    channel.hear(this.#channelListener);
  }

  /** Starts to connect, and notifies the listener from now on. */
  open(listener: HeroListener<State, I>): void {
    this.#listener = listener;
    this.#channel.open();
  }

  /**
   * Sends an action, unless Hero asked for a pause: the client sends it again afterwards. One that is too large was inherited
   * from another page; without its content, Hero refuses it, so that those behind it are heard.
   */
  emit(clientSeq: number, intent: I): void {
    if (this.#pauseTimer === undefined) this.send('emit', [clientSeq, this.isTooLarge(intent) ? null : intent]);
  }

  /** Whether Hero would not read an action of this size. */
  isTooLarge(intent: I): boolean {
    const json = JSON.stringify(intent);
    const most = this.#messageBytes - ENVELOPE;
    // A letter has at most three bytes for each of its UTF-16 units.
    return json.length * 3 > most && new TextEncoder().encode(json).length > most;
  }

  send<Name extends keyof MessagesToHero>(name: Name, message: MessagesToHero[Name]): void {
    this.#channel.send([name, message]);
  }

  /** Wraps the channel, whether it is open or not. */
  decorateChannel(decorate: (channel: Channel<NamedMessage>) => Channel<NamedMessage>): void {
    this.#channel = decorate(this.#channel);
    this.#channel.hear(this.#channelListener);
  }

  /** Resets the backoff, and ends a pause. Returns the time from `enter` to this welcome, in milliseconds. */
  handleWelcome(messageBytes: number): number {
    this.#messageBytes = messageBytes;
    this.#backoff.reset();
    this.#stopTimers();
    return Math.round(performance.now() - this.#enteredAt);
  }

  /** The server asked us to send nothing, and not to reconnect, for this many milliseconds. */
  pauseFor(milliseconds: number): void {
    const pause = Math.min(milliseconds, MAX_PAUSE);
    this.#backoff.pauseFor(pause);
    clearTimeout(this.#pauseTimer);
    this.#pauseTimer = setTimeout(() => {
      this.#pauseTimer = undefined;
      this.#listener?.onPauseOver();
    }, pause);
  }

  /** Reconnects without further delay if the link is lost. */
  retryNow(): void {
    this.#backoff.retryNow();
  }

  /** Drops the connection unless an answer comes soon: one that looks alive may have died long ago. */
  expectAnswer(): void {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => this.#channel.close(), ANSWER_WITHIN);
  }

  /** Ends the link for good. */
  close(): void {
    this.#isClosed = true;
    this.#backoff.stop();
    this.#stopTimers();
    this.#channel.close();
  }

  #enter(): void {
    if (!this.#listener) return;
    this.#enteredAt = performance.now();
    this.send('enter', this.#listener.enterMessage());
  }

  /** Closes the connection on a malformed message: after a missing one, the page would have to catch up anyway. */
  #handleMessage(named: unknown): void {
    // Any message shows that the link is alive.
    clearTimeout(this.#answerTimer);
    if (this.#isClosed || !this.#listener || !isNamedMessage(named)) return;
    const [name, message] = named;
    if (!isMessageName(this.#schemas, name)) return;
    const checked = handleMessage(this.#schemas, this.#listener.handlers, name, message);
    if ('wrong' in checked) this.#channel.close();
  }

  #handleLost(): void {
    this.#stopTimers();
    if (this.#isClosed) return;
    this.#listener?.onLost();
    this.#backoff.retryLater(() => this.#channel.open());
  }

  #stopTimers(): void {
    clearTimeout(this.#answerTimer);
    clearTimeout(this.#pauseTimer);
    this.#pauseTimer = undefined;
  }
}
