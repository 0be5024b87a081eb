import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Intent } from '@button/sync';
import { NOT_RECORDED, type Denied } from '@button/sync/hero';
import * as v from 'valibot';
import { checkMessage, handleMessage, hasSafeNumbers, isList, isMessageName, type Handlers } from '../wire/check.ts';
import { PROTOCOL, type Address } from '../wire/protocol.ts';
import type { MessagesToClient } from '../wire/to-client.ts';
import { messagesToHero, numberedSchema, type MessagesToHero } from '../wire/to-hero.ts';
import type { Arrived } from './parser.ts';
import type { EntryRequest, RoomService, RoomSession, WaitingPage } from './room-service.ts';
import type { ServeSetting } from './serve-setting.ts';
import type { SocketConnection } from './socket-connection.ts';

/** A connection is closed after this many malformed messages: more than any page sends by mistake. */
const MAX_ERRORS = 100;

/** How long a page waits at least when the server has too much to do for newcomers, in milliseconds. */
const BUSY_PAUSE = 2_000;

export interface MessageReaderParts<State, I extends Intent> {
  readonly rooms: RoomService<State, I>;
  readonly connection: SocketConnection<State, I>;
  /** The HTTP request that opened the connection; nothing in it is checked yet. */
  readonly request: IncomingMessage;
  readonly setting: ServeSetting;
}

/** Reads the messages of one connection. A faulty message is answered and reported, and affects no other page. */
export class MessageReader<State, I extends Intent> {
  readonly #parts: MessageReaderParts<State, I>;
  #hasEntered = false;
  #session: RoomSession | null = null;
  #waiting: WaitingPage | null = null;
  #handlers: Handlers<Omit<MessagesToHero, 'enter'>> | null = null;
  #errors = 0;
  #isOver = false;

  constructor(parts: MessageReaderParts<State, I>) {
    this.#parts = parts;
  }

  /** Handles a message from the network; nothing in it is checked yet. Never throws. */
  readonly handle = (_event: string, arrived: Arrived): void => {
    try {
      this.#read(arrived);
    } catch (error) {
      this.#parts.setting.onFailure(error);
      this.#parts.connection.close();
    }
  };

  /** Ends the session, because the connection has ended. */
  leave(): void {
    this.#isOver = true;
    this.#waiting?.leave();
    this.#session?.leave();
    this.#session = this.#handlers = null;
  }

  #read(arrived: Arrived): void {
    // Packets of the same payload still arrive after the end.
    if (this.#isOver) return;
    if ('unreadable' in arrived) return this.#answerError({ code: arrived.unreadable });
    if (!isList(arrived.payload)) return this.#answerError({ code: 'malformed' });
    const [name, message, ...more] = arrived.payload;
    if (!isMessageName(messagesToHero, name)) return this.#answerError({ code: 'unknown-event' });
    if (arrived.bytes > this.#parts.setting.maxMessageBytes) return this.#refuse(name, message, { code: 'too-large' });
    if (message === undefined || more.length > 0)
      return this.#refuse(name, message, { code: 'malformed', message: 'one argument, no more' });
    if (name === 'enter') return this.#handleEnter(message);
    if (!this.#handlers) return this.#answerError({ code: 'enter-first' });
    const checked = handleMessage(messagesInRoom, this.#handlers, name, message);
    if ('wrong' in checked) this.#refuse(name, message, { code: 'malformed', message: v.summarize(checked.wrong) });
  }

  #handleEnter(input: unknown): void {
    if (this.#hasEntered) return this.#answerError({ code: 'already-entered' });
    const query = new URLSearchParams(this.#parts.request.url?.split('?')[1]);
    const { rulesId } = this.#parts.rooms;
    if (pick(query, 'protocol') !== `${PROTOCOL}` || pick(query, 'rules') !== rulesId)
      return this.#deny({ code: 'wrong-version', protocol: PROTOCOL, rules: rulesId });
    const enter = checkMessage(enterSchema, input);
    if ('wrong' in enter) return this.#deny({ code: 'malformed', message: v.summarize(enter.wrong) });
    const room = pick(query, 'room');
    if (room === null) return this.#deny({ code: 'malformed', message: 'one room in the address' });
    this.#hasEntered = true;
    const request = { ...enter.message, room };
    if (this.#parts.setting.isOverloaded() && !this.#parts.rooms.isReturning(request)) return this.#turnAway();
    return void this.#enter(request);
  }

  /** Before anything is done for the page. Those who are turned away together come back at different times. */
  #turnAway(): void {
    this.#report({ code: 'busy' });
    this.#parts.connection.notNow('busy', randomInt(BUSY_PAUSE, 4 * BUSY_PAUSE));
    this.#parts.connection.close();
  }

  async #enter(enter: EntryRequest): Promise<void> {
    try {
      const entering = await this.#parts.rooms.enter(await this.#withAccount(enter), this.#parts.connection);
      const answer = 'waiting' in entering ? await this.#waitAtTheDoor(entering) : entering;
      if ('denied' in answer) return this.#deny({ code: answer.denied });
      this.#session = answer;
      this.#handlers = handlersOf(answer, this.#parts.connection);
      this.#parts.connection.handleEntered();
      if (this.#isOver) this.leave();
    } catch (error) {
      this.#parts.setting.onFailure(error);
      this.#parts.connection.notNow(...NOT_RECORDED);
      this.#parts.connection.close();
    }
  }

  async #waitAtTheDoor(page: WaitingPage): Promise<RoomSession | Denied> {
    this.#parts.connection.handleEntered();
    this.#waiting = page;
    this.#parts.connection.wait();
    if (this.#isOver) page.leave();
    const answer = await page.waiting;
    this.#waiting = null;
    return answer;
  }

  async #withAccount(enter: EntryRequest): Promise<EntryRequest> {
    const { setting, request } = this.#parts;
    return setting.authenticate ? { ...enter, account: (await setting.authenticate(request)) ?? null } : enter;
  }

  /** A numbered action is refused in the record, so that its client can continue; any other message is an error. */
  #refuse(name: string, input: unknown, error: MessagesToClient<State, I>['protocolError']): void {
    const numbered = checkMessage(numberedSchema, input);
    if (name === 'emit' && this.#session && 'message' in numbered)
      return void this.#session.refuse(numbered.message[0], error.code);
    return this.#answerError(error);
  }

  #deny(denied: MessagesToClient<State, I>['denied']): void {
    this.#report(denied);
    this.#parts.connection.deny(denied);
  }

  #answerError(error: MessagesToClient<State, I>['protocolError']): void {
    this.#report(error);
    this.#parts.connection.reportError(error);
    if (++this.#errors >= MAX_ERRORS) this.#parts.connection.close();
  }

  #report({ code, message }: MessagesToClient<State, I>['protocolError']): void {
    this.#parts.setting.onRejected(code, { address: this.#parts.connection.address, message });
  }
}

/** The value of this name; null if there is none, or more than one: a proxy might take another of them for the right one. */
function pick(query: URLSearchParams, name: keyof Address): string | null {
  const [value = null, ...more] = query.getAll(name);
  return more.length === 0 ? value : null;
}

const { enter: enterSchema, ...messagesInRoom } = messagesToHero;

/** The handlers for a page that has entered. Nothing asynchronous may come before them: arrival order is call order. */
function handlersOf(
  session: RoomSession,
  connection: Pick<SocketConnection<unknown, Intent>, 'charge' | 'handlePieceRead'>,
): Handlers<Omit<MessagesToHero, 'enter'>> {
  return {
    emit: ([clientSeq, action]) =>
      void (hasSafeNumbers(action) ? session.emit(clientSeq, action) : session.refuse(clientSeq, 'wrong-payload')),
    catchUp: (from) => {
      session.catchUp(from);
      connection.charge();
    },
    pieceRead: () => connection.handlePieceRead(),
    signal: ({ to, content }) => session.signal(to, content),
    askIceServers: () => session.askIceServers(),
    sendAway: ({ person }) => session.sendAway(person),
  };
}
