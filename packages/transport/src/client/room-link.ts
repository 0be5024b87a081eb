import { Client, type Entered, type Intent, type MessageToHero, type Settled, type Ways } from '@button/sync';
import type { GenericSchema } from 'valibot';
import { PROTOCOL, type EnterMessage, type EventsToClient } from '../wire/events.ts';
import { schemasToClient } from '../wire/to-client.ts';
import type { KeyedHandOver } from './hand-over.ts';
import { Patience } from './patience.ts';
import { hear, openPipe, type Handle, type Pipe } from './pipe.ts';
import { onReturn } from './returns.ts';
import type { RoomOptions } from './room-options.ts';
import { nothingYet, type RoomView } from './room-view.ts';

/** How long a link that looks alive may take to prove it, in milliseconds. */
const ANSWER_WITHIN = 2_000;

/** A page's link to one room: it carries what the page emits to Hero, and comes back by itself when it was lost. */
export class RoomLink<State, I extends Intent> {
  readonly #options: RoomOptions<State, I>;
  readonly #client: Client<State, I>;
  readonly #pipe: Pipe;
  readonly #patience = new Patience();
  readonly #listeners = new Set<() => void>();
  #view: RoomView<State>;
  #clientKey: string;
  readonly #stopListening: () => void;
  #notNowTimer: ReturnType<typeof setTimeout> | undefined;
  #answerTimer: ReturnType<typeof setTimeout> | undefined;
  #isHandling = false;

  constructor(options: RoomOptions<State, I>) {
    this.#options = options;
    this.#clientKey = options.predecessor?.clientKey ?? '';
    // Nobody is linked to this page directly.
    const ways: Ways<I> = { toHero: (message) => this.#send(message), toPeers: () => undefined };
    this.#client = new Client(options.rules, ways, options.predecessor?.handOver);
    this.#client.subscribe(() => this.#showEmit());
    this.#view = nothingYet(options.personToken);
    this.#pipe = openPipe(options.url);
    this.#listen();
    this.#stopListening = (options.onReturn ?? onReturn)(() => this.#handleReturn());
    this.#pipe.connect();
  }

  get view(): RoomView<State> {
    return this.#view;
  }

  /** Calls the listener once for every new view, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long it takes.
   * @throws before the first welcome, when `view.state` is null.
   */
  emit(intent: I): Promise<Settled> {
    return this.#client.emit(intent);
  }

  /** What to leave to the page that is loaded in place of this one; null when this one was never let in. */
  get handOver(): KeyedHandOver<I> | null {
    return this.#client.returning && { clientKey: this.#clientKey, handOver: this.#client.handOver };
  }

  /** Leaves the room. What is not settled by now never will be, unless it is handed over. */
  close(): void {
    this.#stopListening();
    this.#pipe.removeAllListeners();
    this.#hangUp();
  }

  #listen(): void {
    const schemas = schemasToClient<State, I>();
    this.#pipe.on('connect', () => this.#pipe.emit('enter', this.#enterMessage()));
    this.#pipe.on('connect_error', () => this.#comeBack());
    this.#pipe.on('disconnect', () => this.#handleLostLink());
    this.#on('welcome', schemas.welcome, (entered) => this.#handleWelcome(entered));
    this.#on('official', schemas.official, ({ recorded }) => {
      this.#change({ notNow: null });
      this.#client.handleActionsFromServer(recorded);
    });
    this.#on('caughtUp', schemas.caughtUp, ({ catchUp }) => {
      clearTimeout(this.#answerTimer);
      this.#client.handleCaughtUp(catchUp);
    });
    this.#on('sendAgain', schemas.sendAgain, ({ from }) => this.#client.handleSendAgain(from));
    this.#on('notNow', schemas.notNow, ({ reason, retryAfter }) => this.#handleNotNow(reason, retryAfter));
    this.#on('refused', schemas.refused, ({ code }) => this.#handleRefused(code));
  }

  /** One message, one new view, one notification. */
  #on<Message>(event: keyof EventsToClient, schema: GenericSchema<unknown, Message>, handle: Handle<Message>): void {
    hear(this.#pipe, event, schema, (message) => this.#update(() => handle(message)));
  }

  #enterMessage(): EnterMessage {
    const { rules, room, name } = this.#options;
    const before = this.#client.returning;
    const returning = before && { ...before, clientKey: this.#clientKey };
    return { protocol: PROTOCOL, mutations: rules.version, room, name, personToken: this.#view.personToken, returning };
  }

  #handleWelcome(entered: Entered<State, I>): void {
    this.#patience.reset();
    this.#clientKey = entered.clientKey;
    this.#client.handleWelcome(entered);
    this.#change({ link: 'live', person: entered.person, personToken: entered.personToken });
    if (this.#unsettled === 0) this.#change({ notNow: null });
  }

  /** It is said until something is recorded again, though what is not settled is sent again before. */
  #handleNotNow(reason: string, retryAfter: number): void {
    this.#change({ notNow: reason });
    this.#patience.spare(retryAfter);
    if (this.#view.link !== 'live') return;
    this.#client.handleNotNow();
    clearTimeout(this.#notNowTimer);
    this.#notNowTimer = setTimeout(() => this.#update(() => this.#client.handleNowAgain()), retryAfter);
  }

  /** Whatever the link looks like, it may be long dead: one that gives no answer is dropped. */
  #handleReturn(): void {
    if (this.#view.link === 'refused') return;
    if (this.#view.link !== 'live') return this.#patience.hurry();
    this.#client.askToCatchUp();
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => this.#pipe.disconnect(), ANSWER_WITHIN);
  }

  /** Before the welcome: not let in. After it, no message of this page is ever refused that way, unless it has a bug. */
  #handleRefused(code: string): void {
    if (this.#view.link === 'live') return;
    this.#change({ link: 'refused', refused: code });
    this.#hangUp();
  }

  #handleLostLink(): void {
    if (this.#view.link === 'refused') return;
    this.#stopTimers();
    // Socket.IO would send these before the first message of the next connection; the client sends them again itself.
    this.#pipe.sendBuffer = [];
    this.#update(() => {
      this.#client.handleLostLink();
      this.#change({ link: this.#view.state === null ? 'connecting' : 'lost' });
    });
    this.#comeBack();
  }

  #comeBack(): void {
    this.#patience.wait(() => this.#pipe.connect());
  }

  #hangUp(): void {
    this.#patience.stop();
    this.#stopTimers();
    this.#pipe.disconnect();
  }

  #stopTimers(): void {
    clearTimeout(this.#notNowTimer);
    clearTimeout(this.#answerTimer);
  }

  #send(message: MessageToHero<I>): void {
    if (!this.#pipe.connected) return;
    if (message.kind === 'emit') this.#pipe.emit('emit', { clientSeq: message.clientSeq, action: message.action });
    else this.#pipe.emit('catchUp', { epoch: message.epoch, serverSeq: message.serverSeq });
  }

  /** One new view and one notification, whatever it changes. */
  #update(handle: () => void): void {
    this.#isHandling = true;
    try {
      handle();
    } finally {
      this.#isHandling = false;
      this.#show();
    }
  }

  get #unsettled(): number {
    const { clientId, unverifiedActions } = this.#client;
    return unverifiedActions.filter((unverified) => unverified.clientId === clientId).length;
  }

  #showEmit(): void {
    if (!this.#isHandling) this.#show();
  }

  #change(change: Partial<RoomView<State>>): void {
    this.#view = { ...this.#view, ...change };
  }

  #show(): void {
    const { state, officialState } = this.#client;
    this.#change({ state, officialState, unsettled: this.#unsettled });
    for (const listener of [...this.#listeners]) listener();
  }
}
