import type { GenericSchema } from 'valibot';
import type { Channel } from '../channel.ts';
import { checkMessage } from '../wire/check.ts';
import type { EnterMessage, EventsToClient, Said } from '../wire/events.ts';
import { Patience } from './patience.ts';

/** How long a link that looks alive may take to prove it, in milliseconds. */
const ANSWER_WITHIN = 2_000;

export interface HeroLinkParts {
  /** The first thing that is said on every new connection. */
  readonly enterMessage: () => EnterMessage;
  readonly onLost: () => void;
}

/** The link to Hero: it checks whatever it hears, and comes back by itself when it was lost. */
export class HeroLink {
  readonly #channel: Channel<Said>;
  readonly #patience = new Patience();
  readonly #hearers = new Map<unknown, (message: unknown) => void>();
  #answerTimer: ReturnType<typeof setTimeout> | undefined;
  #enteredAt = 0;
  #isOver = false;

  constructor(channel: Channel<Said>, { enterMessage, onLost }: HeroLinkParts) {
    this.#channel = channel;
    channel.hear({
      onOpen: () => this.#enter(enterMessage()),
      onMessage: (message) => this.#hear(message),
      onLost: () => {
        clearTimeout(this.#answerTimer);
        if (this.#isOver) return;
        onLost();
        this.#patience.wait(() => channel.open());
      },
    });
  }

  open(): void {
    this.#channel.open();
  }

  /** A connection that carries nonsense is ended. */
  on<Message>(
    event: keyof EventsToClient,
    schema: GenericSchema<unknown, Message>,
    handle: (message: Message) => void,
  ): void {
    this.#hearers.set(event, (message) => {
      const checked = checkMessage(schema, message);
      if ('wrong' in checked) this.#channel.close();
      else handle(checked.message);
    });
  }

  say(said: Said): void {
    this.#channel.send(said);
  }

  /** It works: the next time that it is lost, it comes back soon. Returns the milliseconds to Hero and back. */
  handleWelcome(): number {
    this.#patience.reset();
    return Math.round(performance.now() - this.#enteredAt);
  }

  /** Hero asks to be left alone for so many milliseconds. */
  spare(milliseconds: number): void {
    this.#patience.spare(milliseconds);
  }

  /** Does not wait any longer to come back. */
  hurry(): void {
    this.#patience.hurry();
  }

  /** Whatever it looks like, it may be long dead: without an answer soon, it is dropped. */
  expectAnswer(): void {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => this.#channel.close(), ANSWER_WITHIN);
  }

  handleAnswer(): void {
    clearTimeout(this.#answerTimer);
  }

  /** Ends it for good. */
  close(): void {
    this.#isOver = true;
    this.#patience.stop();
    clearTimeout(this.#answerTimer);
    this.#channel.close();
  }

  #enter(message: EnterMessage): void {
    this.#enteredAt = performance.now();
    this.say(['enter', message]);
  }

  #hear(said: unknown): void {
    if (!Array.isArray(said) || this.#isOver) return;
    this.#hearers.get(said[0])?.(said[1]);
  }
}
