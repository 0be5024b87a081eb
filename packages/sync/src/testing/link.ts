import type { Intent } from '../action.ts';
import type { Client } from '../client.ts';
import type { Connection, Session } from '../hero/session.ts';
import type { MessagesToClient, MessagesToHero, Returning, Welcome } from '../messages.ts';

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

  toHero<Name extends keyof MessagesToHero<I>>(name: Name, message: MessagesToHero<I>[Name]): void {
    const copy = copied(message);
    if (this.isOpenForPage) this.up.push(() => this.session && atHero<State, I>(this.session)[name](copy));
  }

  subscribe(): void {
    this.isSubscribed = true;
  }

  welcome(welcome: Welcome<State, I>): void {
    const copy = copied(welcome);
    if (this.isOpenForHero) this.down.push(() => this.#client.handleWelcome(copy));
  }

  send<Name extends keyof MessagesToClient<State, I>>(name: Name, message: MessagesToClient<State, I>[Name]): void {
    const copy = copied(message);
    if (this.isOpenForHero) this.down.push(() => atPage(this.#client)[name](copy));
  }

  close(): void {
    this.isOpenForHero = this.isSubscribed = false;
    this.#heroEnd.handleClose(this);
    this.session?.leave();
  }
}

type Handlers<Messages> = { readonly [Name in keyof Messages]: (message: Messages[Name]) => void };

function atHero<State, I extends Intent>(session: Session<State, I>): Handlers<MessagesToHero<I>> {
  return {
    emit: ({ clientSeq, action }) => void session.emit(clientSeq, action),
    catchUp: (position) => session.catchUp(position),
  };
}

function atPage<State, I extends Intent>(client: Client<State, I>): Handlers<MessagesToClient<State, I>> {
  return {
    official: ({ lines }) => client.handleActionsFromServer(lines),
    caughtUp: (catchUp) => client.handleCaughtUp(catchUp),
    sendAgain: ({ from }) => client.handleSendAgain(from),
    notNow: () => {
      client.handleNotNow();
      client.handleNowAgain();
    },
  };
}
