import { Client, type ActionToPeers, type History, type Intent, type MessageToHero, type Settled } from '@button/sync';
import { PROTOCOL } from '../wire/protocol.ts';
import type { MessagesToClient } from '../wire/to-client.ts';
import type { MessagesToHero } from '../wire/to-hero.ts';
import type { ChannelDecorators } from './channel-decorators.ts';
import { DeniedError } from './denied-error.ts';
import type { KeyedHandOver } from './hand-over.ts';
import { HeroLink, type MessageHandlers } from './hero-link.ts';
import { onReturn } from './on-return.ts';
import type { Peers, PeersListener } from './peers.ts';
import type { RoomOptions } from './room-options.ts';
import { viewBeforeWelcome, type RoomView } from './room-view.ts';
import { SocketChannel } from './socket-channel.ts';
import { ViewStore } from './view-store.ts';

/**
 * A page's link to one room: it carries what the page emits to Hero, and to its peers if the app links them directly,
 * and reconnects after a loss.
 * @example
 * const link = new RoomLink({ rules, room: 'TOMAKI', name: 'Bob', personToken: null });
 * link.subscribe(() => show(link.view));
 * await link.when(({ link }) => link === 'live');
 * await link.emit({ type: 'clickTheButton', round: 1 });
 */
export class RoomLink<State, I extends Intent> {
  readonly #options: RoomOptions<State, I>;
  readonly #store: ViewStore<RoomView<State, I>>;
  readonly #hero: HeroLink<State, I>;
  readonly #peers: Peers<State> | null;
  readonly #client: Client<State, I>;
  readonly #stopListening: () => void;
  #clientKey: string;
  #notNowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RoomOptions<State, I>) {
    const { rules, predecessor, personToken, url } = options;
    this.#options = options;
    this.#clientKey = predecessor?.clientKey ?? '';
    this.#store = new ViewStore(viewBeforeWelcome<State, I>(personToken));
    this.#hero = new HeroLink(options.channelToHero ?? new SocketChannel(url));
    this.#peers = options.peers?.() ?? null;
    const outbox = {
      toHero: (message: MessageToHero<I>) => this.#sendToHero(message),
      toPeers: (action: ActionToPeers<I>) => this.#peers?.send(action),
    };
    this.#client = new Client(rules, outbox, predecessor?.handOver);
    this.#client.subscribe(() => this.#store.update(() => this.#look()));
    this.#peers?.open(this.#peersListener());
    this.#stopListening = (options.onReturn ?? onReturn)(() => this.#handleReturn());
    this.#hero.open({
      enterMessage: () => this.#enterMessage(),
      handlers: this.#handlers(),
      onLost: () => this.#store.update(() => this.#handleLostLink()),
    });
  }

  get view(): RoomView<State, I> {
    return this.#store.view;
  }

  /** The record as this page got it, line by line. It continues with every view. */
  get history(): History<State, I> {
    return this.#client.history;
  }

  /** Calls the listener once for every new view, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /**
   * Resolves with the first view for which the predicate holds, be it the one at hand.
   * @throws DeniedError when the page is denied for good; an Error when the link is closed.
   */
  when(predicate: (view: RoomView<State, I>) => boolean): Promise<RoomView<State, I>> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const { view } = this;
        if (predicate(view)) resolve(view);
        else if (view.denied !== null) reject(new DeniedError(view.denied));
        else if (view.link === 'closed') reject(new Error('the link to the room was closed'));
        else return;
        stop();
      };
      const stop = this.subscribe(check);
      check();
    });
  }

  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long it takes.
   * @throws before the first welcome, when `view.state` is null.
   */
  emit(intent: I): Promise<Settled> {
    return this.#client.emit(intent);
  }

  /** What to leave to the page that is loaded in place of this one; null if this one was never let in. */
  get handOver(): KeyedHandOver<I> | null {
    return this.#client.returning && { clientKey: this.#clientKey, handOver: this.#client.handOver };
  }

  /** Puts something, such as simulated network conditions, around all channels: those in use and those to come. */
  decorateChannels({ toHero, toPeers }: ChannelDecorators): void {
    this.#hero.decorateChannel(toHero);
    this.#peers?.decorateChannels(toPeers);
  }

  /** Leaves the room. An action that is not settled by now never will be, unless it is handed over. */
  close(): void {
    this.#stop();
    this.#store.update(() => this.#store.change({ link: 'closed' }));
  }

  #stop(): void {
    this.#stopListening();
    clearTimeout(this.#notNowTimer);
    this.#hero.close();
    this.#peers?.close();
  }

  /** For each message from Hero, what it does: all of it is one change of the view. */
  #handlers(): MessageHandlers<State, I> {
    const oneChange =
      <Message>(handle: (message: Message) => void) =>
      (message: Message) =>
        this.#store.update(() => handle(message));
    return {
      welcome: oneChange((welcome) => this.#handleWelcome(welcome)),
      official: oneChange(({ recorded }) => {
        this.#store.change({ notNow: null });
        this.#client.handleActionsFromServer(recorded);
      }),
      caughtUp: oneChange(({ catchUp }) => {
        this.#hero.handleAnswer();
        this.#client.handleCaughtUp(catchUp);
      }),
      sendAgain: oneChange(({ from }) => this.#client.handleSendAgain(from)),
      notNow: oneChange((notNow) => this.#handleNotNow(notNow)),
      denied: oneChange(({ code }) => this.#handleDenied(code)),
      signal: (signal) => this.#peers?.handleSignal(signal),
      // Only a page with a bug is sent one; the server logs it.
      protocolError: () => undefined,
    };
  }

  #peersListener(): PeersListener {
    return {
      signal: (to, content) => this.#hero.send('signal', { to, content }),
      isHeroReachable: () => this.view.link === 'live',
      onAction: (peer, clientSeq, candidate) => this.#client.handleActionFromPeer(peer, clientSeq, candidate),
      onExpired: (clientId, upTo) => this.#client.dropFromPeer(clientId, upTo),
      onChange: (peers) => this.#store.update(() => this.#store.change({ peers })),
    };
  }

  #enterMessage(): MessagesToHero['enter'] {
    const { rules, room, name } = this.#options;
    const { returning } = this.#client;
    return {
      protocol: PROTOCOL,
      mutations: rules.version,
      room,
      name,
      personToken: this.view.personToken,
      returning: returning && { ...returning, clientKey: this.#clientKey },
    };
  }

  #handleWelcome(welcome: MessagesToClient<State, I>['welcome']): void {
    const roundTrip = this.#hero.handleWelcome();
    const { clientKey, person, personToken, clientId } = welcome;
    this.#clientKey = clientKey;
    this.#peers?.handleWelcome(welcome);
    this.#store.change({ link: 'live', person, personToken, clientId, roundTrip });
    this.#client.handleWelcome(welcome);
    if (this.view.unsettled === 0) this.#store.change({ notNow: null });
  }

  /** It is shown until something is recorded again; actions that are not settled are sent again before that. */
  #handleNotNow({ reason, retryAfter }: MessagesToClient<State, I>['notNow']): void {
    this.#store.change({ notNow: reason });
    this.#hero.pauseFor(retryAfter);
    if (this.view.link !== 'live') return;
    this.#client.handleNotNow();
    clearTimeout(this.#notNowTimer);
    this.#notNowTimer = setTimeout(() => this.#store.update(() => this.#client.handleNowAgain()), retryAfter);
  }

  #handleReturn(): void {
    if (this.view.link !== 'live') return this.#hero.retryNow();
    this.#client.askToCatchUp();
    this.#hero.expectAnswer();
  }

  #handleDenied(code: string): void {
    this.#store.change({ link: 'denied', denied: code });
    this.#stop();
  }

  #handleLostLink(): void {
    clearTimeout(this.#notNowTimer);
    this.#client.handleLostLink();
    this.#store.change({ link: this.view.state === null ? 'connecting' : 'lost' });
  }

  #sendToHero(message: MessageToHero<I>): void {
    if (message.kind === 'emit')
      this.#hero.send('emit', { clientSeq: message.clientSeq, action: message.action });
    else this.#hero.send('catchUp', { epoch: message.epoch, serverSeq: message.serverSeq });
  }

  /** Takes over what the client has made of it all, and says with whom the page may be linked now. */
  #look(): void {
    const { state, officialState, unverifiedActions, clientId, position } = this.#client;
    const unsettled = unverifiedActions.filter((unverified) => unverified.clientId === clientId).length;
    if (officialState && officialState !== this.view.officialState) this.#peers?.update(clientId, officialState);
    const serverSeq = position?.serverSeq ?? null;
    this.#store.change({ state, officialState, serverSeq, unverifiedActions, unsettled });
  }
}
