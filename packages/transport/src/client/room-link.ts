import { Client, type Entered, type Intent, type MessageToHero, type Rules, type Settled } from '@button/sync';
import type { GenericSchema } from 'valibot';
import { checkMessage } from '../wire/check.ts';
import { PROTOCOL, type EnterMessage, type EventsToClient } from '../wire/events.ts';
import { schemasToClient } from '../wire/to-client.ts';
import { Patience } from './patience.ts';
import { openPipe, type Pipe } from './pipe.ts';
import type { RoomView } from './room-view.ts';

/** Which room, and as whom. */
export interface RoomOptions<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** Its code. */
  readonly room: string;
  /** What a newcomer wants to be called; null to watch only. */
  readonly name: string | null;
  /** From an earlier link's view, to be the same person again. */
  readonly personToken: string | null;
  /** Where Hero is; where the page came from, by default. */
  readonly url?: string;
}

/** A page's link to one room: it carries what the page emits to Hero, and comes back by itself when it was lost. */
export class RoomLink<State, I extends Intent> {
  readonly #options: RoomOptions<State, I>;
  readonly #client: Client<State, I>;
  readonly #pipe: Pipe;
  readonly #patience = new Patience();
  readonly #listeners = new Set<() => void>();
  #view: RoomView<State>;
  #clientKey = '';
  #notNowTimer: ReturnType<typeof setTimeout> | undefined;
  #isHandling = false;

  constructor(options: RoomOptions<State, I>) {
    this.#options = options;
    this.#client = new Client(options.rules, (message) => this.#send(message));
    this.#client.subscribe(() => this.#showEmit());
    this.#view = {
      link: 'connecting',
      refused: null,
      state: null,
      officialState: null,
      person: null,
      personToken: options.personToken,
      notNow: null,
    };
    this.#pipe = openPipe(options.url);
    this.#listen();
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

  /** Leaves the room. What is not settled by now never will be. */
  close(): void {
    this.#pipe.removeAllListeners();
    this.#hangUp();
  }

  #listen(): void {
    const schemas = schemasToClient<State, I>();
    this.#pipe.on('connect', () => this.#pipe.emit('enter', this.#enterMessage()));
    this.#pipe.on('connect_error', () => this.#comeBack());
    this.#pipe.on('disconnect', () => this.#handleLostLink());
    this.#on('welcome', schemas.welcome, (entered) => this.#handleWelcome(entered));
    this.#on('official', schemas.official, ({ recorded }) => this.#client.handleActionsFromServer(recorded));
    this.#on('caughtUp', schemas.caughtUp, ({ catchUp }) => this.#client.handleCaughtUp(catchUp));
    this.#on('sendAgain', schemas.sendAgain, ({ from }) => this.#client.handleSendAgain(from));
    this.#on('notNow', schemas.notNow, ({ reason, retryAfter }) => this.#handleNotNow(reason, retryAfter));
    this.#on('refused', schemas.refused, ({ code }) => this.#handleRefused(code));
  }

  /** What comes from the network is checked before anything else; a line that carries nonsense is dropped. */
  #on<Message>(
    event: keyof EventsToClient,
    schema: GenericSchema<unknown, Message>,
    handle: (message: Message) => void,
  ): void {
    this.#pipe.on(event, (input: unknown) => {
      const checked = checkMessage(schema, input);
      if ('wrong' in checked) this.#pipe.disconnect();
      else this.#update(() => handle(checked.message));
    });
  }

  #enterMessage(): EnterMessage {
    const { rules, room, name } = this.#options;
    const { clientId, position } = this.#client;
    const returning = position && { ...position, clientId, clientKey: this.#clientKey };
    return { protocol: PROTOCOL, mutations: rules.version, room, name, personToken: this.#view.personToken, returning };
  }

  #handleWelcome(entered: Entered<State, I>): void {
    this.#patience.reset();
    this.#clientKey = entered.clientKey;
    this.#client.handleWelcome(entered);
    this.#change({ link: 'live', person: entered.person, personToken: entered.personToken });
  }

  #handleNotNow(reason: string, retryAfter: number): void {
    this.#client.handleNotNow();
    this.#change({ notNow: reason });
    clearTimeout(this.#notNowTimer);
    this.#notNowTimer = setTimeout(() => this.#update(() => this.#handleNowAgain()), retryAfter);
  }

  #handleNowAgain(): void {
    this.#change({ notNow: null });
    this.#client.handleNowAgain();
  }

  /** Before the welcome: not let in. After it, no message of this page is ever refused that way, unless it has a bug. */
  #handleRefused(code: string): void {
    if (this.#view.link === 'live') return;
    this.#change({ link: 'refused', refused: code });
    this.#hangUp();
  }

  #handleLostLink(): void {
    if (this.#view.link === 'refused') return;
    clearTimeout(this.#notNowTimer);
    // Socket.IO would send these before the first message of the next connection; the client sends them again itself.
    this.#pipe.sendBuffer = [];
    this.#update(() => {
      this.#client.handleLostLink();
      this.#change({ notNow: null, link: this.#view.state === null ? 'connecting' : 'lost' });
    });
    this.#comeBack();
  }

  #comeBack(): void {
    this.#patience.wait(() => this.#pipe.connect());
  }

  #hangUp(): void {
    this.#patience.stop();
    clearTimeout(this.#notNowTimer);
    this.#pipe.disconnect();
  }

  #send(message: MessageToHero<I>): void {
    if (!this.#pipe.connected) return;
    if (message.kind === 'emit') this.#pipe.emit('emit', { clientSeq: message.clientSeq, action: message.action });
    else this.#pipe.emit('catchUp', { epoch: message.epoch, serverSeq: message.serverSeq });
  }

  /** One message, one new view, one notification: whatever it changes. */
  #update(handle: () => void): void {
    this.#isHandling = true;
    try {
      handle();
    } finally {
      this.#isHandling = false;
      this.#show();
    }
  }

  #showEmit(): void {
    if (!this.#isHandling) this.#show();
  }

  #change(change: Partial<RoomView<State>>): void {
    this.#view = { ...this.#view, ...change };
  }

  #show(): void {
    const { state, officialState } = this.#client;
    this.#change({ state, officialState });
    for (const listener of [...this.#listeners]) listener();
  }
}
