import type { Intent } from '../action.ts';
import type { Client } from '../client.ts';
import type { Connection, Session } from '../hero/session.ts';
import type { CatchUp, Position, Returning, Welcome } from '../messages.ts';
import type { Recorded } from '../record/record.ts';

/** Provided by every JavaScript host, but not declared in the library of the language. */
declare function structuredClone<T>(value: T): T;

/** A copy that shares nothing with the original, as if it had travelled over a network or through a page's storage. */
export function copied<T>(value: T): T {
  return structuredClone(value);
}

/** Hero's end of a link. */
export interface HeroEnd<State, I extends Intent> {
  handleEnter(link: SimulatedLink<State, I>, returning: Returning | null): void;
  handleClose(link: SimulatedLink<State, I>): void;
}

/** A pair of plain queues between a page and Hero. A message is copied, and arrives when it is taken out and called. */
export class SimulatedLink<State, I extends Intent> implements Connection<State, I> {
  readonly up: (() => void)[] = [];
  readonly down: (() => void)[] = [];
  /** Hero's session for this link, once the page is let in. */
  session: Session<State, I> | null = null;
  isSubscribed = false;
  /** The page believes that it is connected. */
  isOpenForPage = true;
  /** Hero believes so too. It may notice a cut later, and messages that were on their way still arrive. */
  isOpenForHero = true;
  readonly person: string;
  readonly #client: Client<State, I>;
  readonly #heroEnd: HeroEnd<State, I>;
  #hasEntered = false;

  constructor(person: string, client: Client<State, I>, heroEnd: HeroEnd<State, I>) {
    this.person = person;
    this.#client = client;
    this.#heroEnd = heroEnd;
  }

  /** Something is on its way to an end that still listens. */
  get isBusy(): boolean {
    return (this.isOpenForHero && this.up.length > 0) || (this.isOpenForPage && this.down.length > 0);
  }

  /** The page's first message. Hero takes it once. */
  enter(returning: Returning | null): void {
    this.up.push(() => {
      if (!this.#hasEntered) this.#heroEnd.handleEnter(this, returning);
      this.#hasEntered = true;
    });
  }

  emit(clientSeq: number, intent: I): void {
    this.#send(this.up, this.isOpenForPage, intent, (copy) => void this.session?.emit(clientSeq, copy));
  }

  askToCatchUp(from: Position): void {
    this.#send(this.up, this.isOpenForPage, from, (position) => this.session?.catchUp(position));
  }

  subscribe(): void {
    this.isSubscribed = true;
  }

  welcome(welcome: Welcome<State, I>): void {
    this.#toPage(welcome, (copy) => this.#client.handleWelcome(copy));
  }

  broadcast(lines: readonly Recorded<I>[]): void {
    this.#toPage(lines, (copy) => this.#client.handleActionsFromServer(copy));
  }

  caughtUp(catchUp: CatchUp<State, I>): void {
    this.#toPage(catchUp, (copy) => this.#client.handleCaughtUp(copy));
  }

  sendAgain(from: number): void {
    this.#toPage(from, (copy) => this.#client.handleSendAgain(copy));
  }

  /** The pause is over at once. */
  notNow(): void {
    this.#toPage(1, (from) => this.#client.handleSendAgain(from));
  }

  close(): void {
    this.isOpenForHero = this.isSubscribed = false;
    this.#heroEnd.handleClose(this);
    this.session?.leave();
  }

  #toPage<Message>(message: Message, arrive: (copy: Message) => void): void {
    this.#send(this.down, this.isOpenForHero, message, arrive);
  }

  #send<Message>(queue: (() => void)[], isOpen: boolean, message: Message, arrive: (copy: Message) => void): void {
    const copy = copied(message);
    if (isOpen) queue.push(() => arrive(copy));
  }
}
