import { NOT_RECORDED, type House, type Intent, type Seat } from '@button/sync';
import type { Socket } from 'socket.io';
import { checkMessage, checkNamed, isMessageName } from '../wire/check.ts';
import { PROTOCOL } from '../wire/protocol.ts';
import type { MessagesToClient } from '../wire/to-client.ts';
import { messagesToHero, numberedSchema, versionsSchema, type MessagesToHero } from '../wire/to-hero.ts';
import { UNREADABLE } from './parser.ts';
import type { SocketConnection } from './socket-connection.ts';

export interface VisitSetting {
  /** How large a message may be, in bytes of JSON. */
  readonly maxMessageBytes: number;
  /** A page was denied, or a message was malformed. (What is refused by its number, the rooms report.) */
  readonly onRejected: (code: string, details: Readonly<Record<string, unknown>>) => void;
  /** Something failed. The page is told "not now" and its connection ended; it comes back later. */
  readonly onFailure: (error: unknown) => void;
}

/** So many malformed messages on one connection are no mistake: it is ended. */
const MAX_ERRORS = 100;

/** One connection from its first message to its end. What is wrong is answered and reported, and hurts no other page. */
export class Visit<State, I extends Intent> {
  readonly #house: House<State, I>;
  readonly #socket: Socket;
  readonly #connection: SocketConnection<State, I>;
  readonly #setting: VisitSetting;
  #hasEntered = false;
  #seat: Seat | null = null;
  #errors = 0;

  constructor(
    house: House<State, I>,
    socket: Socket,
    connection: SocketConnection<State, I>,
    setting: VisitSetting,
  ) {
    this.#house = house;
    this.#socket = socket;
    this.#connection = connection;
    this.#setting = setting;
  }

  /** Anything that came from the network. */
  handle(name: unknown, payload: readonly unknown[]): void {
    const [message] = payload;
    if (name === UNREADABLE.notJson || name === UNREADABLE.binary) return this.#answerError({ code: name });
    if (!isMessageName(messagesToHero, name)) return this.#answerError({ code: 'unknown-event' });
    if (sizeOf(payload) > this.#setting.maxMessageBytes) return this.#refuse(name, message, { code: 'too-large' });
    if (payload.length !== 1)
      return this.#refuse(name, message, { code: 'malformed', message: 'one argument, no more' });
    if (name === 'enter') return this.#handleEnter(message);
    if (!this.#seat) return this.#answerError({ code: 'enter-first' });
    return this.#handleMessage(this.#seat, name, message);
  }

  /** The connection is gone. */
  leave(): void {
    this.#seat?.leave();
    this.#seat = null;
  }

  #handleEnter(input: unknown): void {
    if (this.#hasEntered) return this.#answerError({ code: 'already-entered' });
    const versions = checkMessage(versionsSchema, input);
    if ('wrong' in versions) return this.#deny({ code: 'malformed', message: versions.wrong });
    const { protocol, mutations } = versions.message;
    const { version } = this.#house;
    if (protocol !== PROTOCOL || mutations !== version) {
      return this.#deny({ code: 'wrong-version', protocol: PROTOCOL, mutations: version });
    }
    const enter = checkMessage(messagesToHero.enter, input);
    if ('wrong' in enter) return this.#deny({ code: 'malformed', message: enter.wrong });
    this.#hasEntered = true;
    void this.#enter(enter.message);
  }

  async #enter({ room, name, personToken, returning }: MessagesToHero['enter']): Promise<void> {
    try {
      const answer = await this.#house.enter({ room, name, personToken, returning }, this.#connection);
      if ('refused' in answer) return this.#deny({ code: answer.refused });
      this.#seat = answer;
      if (this.#socket.disconnected) this.leave();
    } catch (error) {
      this.#setting.onFailure(error);
      this.#connection.send(NOT_RECORDED);
      this.#connection.close();
    }
  }

  #handleMessage(seat: Seat, name: Exclude<keyof MessagesToHero, 'enter'>, input: unknown): void {
    switch (name) {
      case 'emit':
        return this.#check(name, input, ({ clientSeq, action }) => seat.emit(clientSeq, action));
      case 'catchUp':
        return this.#check(name, input, (from) => seat.catchUp(from));
      case 'signal':
        return this.#check(name, input, ({ to, content }) => seat.signal(to, content));
    }
  }

  #check<Name extends keyof MessagesToHero>(
    name: Name,
    input: unknown,
    handle: (message: MessagesToHero[Name]) => void,
  ): void {
    const checked = checkNamed<MessagesToHero, Name>(messagesToHero, name, input);
    if ('message' in checked) handle(checked.message);
    else this.#refuse(name, input, { code: 'malformed', message: checked.wrong });
  }

  /** An action with a number is refused for good, so that its client moves on; anything else is an error. */
  #refuse(name: string, input: unknown, error: MessagesToClient<State, I>['protocolError']): void {
    const numbered = checkMessage(numberedSchema, input);
    if (name === 'emit' && this.#seat && 'message' in numbered)
      return this.#seat.refuse(numbered.message.clientSeq, error.code);
    return this.#answerError(error);
  }

  #deny(denied: MessagesToClient<State, I>['denied']): void {
    this.#report(denied);
    this.#connection.deny(denied);
  }

  #answerError(error: MessagesToClient<State, I>['protocolError']): void {
    this.#report(error);
    this.#connection.reportError(error);
    if (++this.#errors >= MAX_ERRORS) this.#connection.close();
  }

  #report({ code, message }: MessagesToClient<State, I>['protocolError']): void {
    this.#setting.onRejected(code, { address: this.#connection.address, message });
  }
}

/** In bytes of JSON. Infinite for what was nested too deep to be written as JSON again. */
function sizeOf(payload: readonly unknown[]): number {
  try {
    return Buffer.byteLength(JSON.stringify(payload));
  } catch {
    return Infinity;
  }
}
