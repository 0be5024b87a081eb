import { Client, type History, type Intent, type MessageToHero, type Settled, type Ways } from '@button/sync';
import type { GenericSchema } from 'valibot';
import { goodRoads, LaggedChannel } from '../lag.ts';
import { Guesses } from '../peers/guesses.ts';
import { PeerLinks } from '../peers/peer-links.ts';
import { RtcChannel } from '../peers/rtc-channel.ts';
import { PROTOCOL, type EnterMessage, type EventsToClient, type WelcomeMessage } from '../wire/events.ts';
import { schemasToClient } from '../wire/to-client.ts';
import type { KeyedHandOver } from './hand-over.ts';
import { HeroLink } from './hero-link.ts';
import { onReturn } from './returns.ts';
import type { RoomOptions } from './room-options.ts';
import { nothingYet, type RoomView } from './room-view.ts';
import { SocketChannel } from './socket-channel.ts';
import { ViewStore } from './view-store.ts';

/** A page's link to one room: it carries what the page emits to Hero and to its peers, and comes back by itself. */
export class RoomLink<State, I extends Intent> {
  readonly #options: RoomOptions<State, I>;
  readonly #client: Client<State, I>;
  readonly #store: ViewStore<RoomView<State, I>>;
  readonly #hero: HeroLink;
  readonly #peers: PeerLinks;
  readonly #guesses: Guesses;
  #welcome: Pick<WelcomeMessage<State, I>, 'clientKey' | 'iceServers'>;
  readonly #stopListening: () => void;
  #notNowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RoomOptions<State, I>) {
    this.#options = options;
    const { rules, predecessor, roads = goodRoads(), channelToHero = new SocketChannel(options.url) } = options;
    this.#welcome = { clientKey: predecessor?.clientKey ?? '', iceServers: [] };
    this.#store = new ViewStore(nothingYet<State, I>(options.personToken));
    const ways: Ways<I> = {
      toHero: (message) => this.#sendToHero(message),
      toPeers: (told) => this.#peers.tell(told),
    };
    this.#client = new Client(rules, ways, predecessor?.handOver);
    this.#client.subscribe(() => this.#store.update(() => this.#look()));
    this.#hero = new HeroLink(new LaggedChannel(channelToHero, roads.toHero), {
      enterMessage: () => this.#enterMessage(),
      onLost: () => this.#store.update(() => this.#handleLostLink()),
    });
    this.#guesses = new Guesses({
      isHeroReachable: () => this.view.link === 'live',
      onOld: (clientId, upTo) => this.#client.dropFromPeer(clientId, upTo),
    });
    this.#peers = new PeerLinks({
      make: options.makePeerChannel ?? ((parts) => new RtcChannel(parts)),
      road: roads.toPeers,
      iceServers: () => this.#welcome.iceServers,
      signal: (to, content) => this.#hero.say(['signal', { to, content }]),
      onAction: (peer, clientSeq, candidate) => {
        this.#client.handleActionFromPeer(peer, clientSeq, candidate);
        this.#guesses.add(peer.clientId, clientSeq);
      },
      onChange: () => this.#store.update(() => this.#store.change({ peers: this.#peers.open })),
      onGone: (clientId) => this.#client.dropFromPeer(clientId),
    });
    this.#listen();
    this.#stopListening = (options.onReturn ?? onReturn)(() => this.#handleReturn());
    this.#hero.open();
  }

  get view(): RoomView<State, I> {
    return this.#store.view;
  }

  /** The record as this page got it, line by line. It goes on with every view. */
  get history(): History<State, I> {
    return this.#client.history;
  }

  /** Calls the listener once for every new view, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long it takes.
   * @throws before the first welcome, when `view.state` is null.
   */
  emit(intent: I): Promise<Settled> {
    return this.#client.emit(intent);
  }

  /** What to leave to the page that is loaded in place of this one; null when this one was never let in. */
  get handOver(): KeyedHandOver<I> | null {
    return this.#client.returning && { clientKey: this.#welcome.clientKey, handOver: this.#client.handOver };
  }

  /** Leaves the room. What is not settled by now never will be, unless it is handed over. */
  close(): void {
    this.#stopListening();
    clearTimeout(this.#notNowTimer);
    this.#hero.close();
    this.#peers.close();
    this.#guesses.close();
  }

  #listen(): void {
    const schemas = schemasToClient<State, I>();
    this.#on('welcome', schemas.welcome, (welcome) => this.#handleWelcome(welcome));
    this.#on('official', schemas.official, ({ recorded }) => {
      this.#store.change({ notNow: null });
      this.#client.handleActionsFromServer(recorded);
    });
    this.#on('caughtUp', schemas.caughtUp, ({ catchUp }) => {
      this.#hero.handleAnswer();
      this.#client.handleCaughtUp(catchUp);
    });
    this.#on('sendAgain', schemas.sendAgain, ({ from }) => this.#client.handleSendAgain(from));
    this.#on('notNow', schemas.notNow, ({ reason, retryAfter }) => this.#handleNotNow(reason, retryAfter));
    this.#on('refused', schemas.refused, ({ code }) => this.#handleRefused(code));
    this.#hero.on('signal', schemas.signal, (signal) => this.#peers.handleSignal(signal));
  }

  /** One message, one new view, one notification. */
  #on<Message>(
    event: keyof EventsToClient,
    schema: GenericSchema<unknown, Message>,
    handle: (message: Message) => void,
  ): void {
    this.#hero.on(event, schema, (message) => this.#store.update(() => handle(message)));
  }

  #enterMessage(): EnterMessage {
    const { rules, room, name } = this.#options;
    const before = this.#client.returning;
    const returning = before && { ...before, clientKey: this.#welcome.clientKey };
    return { protocol: PROTOCOL, mutations: rules.id, room, name, personToken: this.view.personToken, returning };
  }

  #handleWelcome(welcome: WelcomeMessage<State, I>): void {
    this.#welcome = welcome;
    const roundTrip = this.#hero.handleWelcome();
    const { person, personToken, clientId } = welcome;
    this.#store.change({ link: 'live', person, personToken, clientId, roundTrip });
    this.#client.handleWelcome(welcome);
    if (this.view.unsettled === 0) this.#store.change({ notNow: null });
  }

  /** It is said until something is recorded again, though what is not settled is sent again before. */
  #handleNotNow(reason: string, retryAfter: number): void {
    this.#store.change({ notNow: reason });
    this.#hero.spare(retryAfter);
    if (this.view.link !== 'live') return;
    this.#client.handleNotNow();
    clearTimeout(this.#notNowTimer);
    this.#notNowTimer = setTimeout(() => this.#store.update(() => this.#client.handleNowAgain()), retryAfter);
  }

  #handleReturn(): void {
    if (this.view.link === 'refused') return;
    if (this.view.link !== 'live') return this.#hero.hurry();
    this.#client.askToCatchUp();
    this.#hero.expectAnswer();
  }

  /** Before the welcome: not let in. After it, no message of this page is ever refused that way, unless it has a bug. */
  #handleRefused(code: string): void {
    if (this.view.link === 'live') return;
    this.#store.change({ link: 'refused', refused: code });
    this.#hero.close();
  }

  #handleLostLink(): void {
    clearTimeout(this.#notNowTimer);
    this.#client.handleLostLink();
    this.#store.change({ link: this.view.state === null ? 'connecting' : 'lost' });
  }

  #sendToHero(message: MessageToHero<I>): void {
    if (message.kind === 'emit') this.#hero.say(['emit', { clientSeq: message.clientSeq, action: message.action }]);
    else this.#hero.say(['catchUp', { epoch: message.epoch, serverSeq: message.serverSeq }]);
  }

  /** What the client has made of it all, and with whom it may be linked now. */
  #look(): void {
    const { state, officialState, unverifiedActions, clientId } = this.#client;
    const unsettled = unverifiedActions.filter((unverified) => unverified.clientId === clientId).length;
    if (officialState && officialState !== this.view.officialState) this.#keepPeers(officialState);
    const serverSeq = this.#client.position?.serverSeq ?? null;
    this.#store.change({ state, officialState, serverSeq, unverifiedActions, unsettled });
  }

  #keepPeers(officialState: State): void {
    const { clientId } = this.#client;
    const mayLink = this.#options.mayLink?.(officialState) ?? [];
    this.#peers.keep(clientId, mayLink.includes(clientId) ? mayLink : []);
  }
}
