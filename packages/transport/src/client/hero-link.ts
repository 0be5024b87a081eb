import type { Intent, Outbox } from '@button/sync';
import type { Channel, ChannelListener } from '../channel.ts';
import { checkNamed, isMessageName } from '../wire/check.ts';
import type { NamedMessage } from '../wire/protocol.ts';
import { messagesToClient, type MessagesToClient } from '../wire/to-client.ts';
import type { MessagesToHero } from '../wire/to-hero.ts';
import { Backoff } from './backoff.ts';

/** How long a link that looks alive may take to prove it, in milliseconds. */
const ANSWER_WITHIN = 2_000;

/** A function for each message from Hero. */
export type MessageHandlers<State, I extends Intent> = {
  readonly [Name in keyof MessagesToClient<State, I>]: (message: MessagesToClient<State, I>[Name]) => void;
};

export interface HeroListener<State, I extends Intent> {
  /** The first message on every new connection. */
  readonly enterMessage: () => MessagesToHero['enter'];
  readonly handlers: MessageHandlers<State, I>;
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
  #enteredAt = 0;
  #isClosed = false;

  constructor(channel: Channel<NamedMessage>) {
    this.#channel = channel;
    channel.hear(this.#channelListener);
  }

  /** Starts to connect, and tells the listener from now on what happens. */
  open(listener: HeroListener<State, I>): void {
    this.#listener = listener;
    this.#channel.open();
  }

  /** Sends what the client wants of Hero. */
  readonly toHero: Outbox<I>['toHero'] = (name, message) => this.#channel.send([name, message]);

  /** Sends a signal for another page. */
  signal(signal: MessagesToHero['signal']): void {
    this.#channel.send(['signal', signal]);
  }

  /** Puts something around the channel, be it in use or not. */
  decorateChannel(decorate: (channel: Channel<NamedMessage>) => Channel<NamedMessage>): void {
    this.#channel = decorate(this.#channel);
    this.#channel.hear(this.#channelListener);
  }

  /** The link works: after the next loss, it reconnects soon. Returns the milliseconds to Hero and back. */
  handleWelcome(): number {
    this.#backoff.reset();
    return Math.round(performance.now() - this.#enteredAt);
  }

  /** The server asked us not to reconnect for this many milliseconds. */
  pauseFor(milliseconds: number): void {
    this.#backoff.pauseFor(milliseconds);
  }

  /** Reconnects without further delay, if it is lost. */
  retryNow(): void {
    this.#backoff.retryNow();
  }

  /** A connection that looks alive may be long dead: without an answer soon, it is dropped. */
  expectAnswer(): void {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => this.#channel.close(), ANSWER_WITHIN);
  }

  handleAnswer(): void {
    clearTimeout(this.#answerTimer);
  }

  /** Ends it for good. */
  close(): void {
    this.#isClosed = true;
    this.#backoff.stop();
    clearTimeout(this.#answerTimer);
    this.#channel.close();
  }

  #enter(): void {
    if (!this.#listener) return;
    this.#enteredAt = performance.now();
    this.#channel.send(['enter', this.#listener.enterMessage()]);
  }

  #handleMessage(named: unknown): void {
    if (this.#isClosed || !Array.isArray(named)) return;
    const [name, message]: unknown[] = named;
    if (isMessageName(this.#schemas, name)) this.#deliver(name, message);
  }

  /** A connection that carries nonsense is ended. */
  #deliver<Name extends keyof MessagesToClient<State, I>>(name: Name, input: unknown): void {
    const checked = checkNamed<MessagesToClient<State, I>, Name>(this.#schemas, name, input);
    if ('wrong' in checked) this.#channel.close();
    else this.#listener?.handlers[name](checked.message);
  }

  #handleLost(): void {
    clearTimeout(this.#answerTimer);
    if (this.#isClosed) return;
    this.#listener?.onLost();
    this.#backoff.retryLater(() => this.#channel.open());
  }
}
