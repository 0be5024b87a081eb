import { Client, Store, type Intent, type Settled } from '@button/sync';
import type { Handlers } from '../wire/check.ts';
import { PROTOCOL } from '../wire/protocol.ts';
import type { MessagesToClient } from '../wire/to-client.ts';
import type { MessagesToHero } from '../wire/to-hero.ts';
import type { ChannelDecorators } from './channel-decorators.ts';
import { HeroLink } from './hero-link.ts';
import type { KeyedResumption } from './keyed-resumption.ts';
import { onReturn } from './on-return.ts';
import type { Peers, PeersListener } from './peers.ts';
import type { RoomOptions } from './room-options.ts';
import { viewBeforeWelcome, viewOf, type RoomView } from './room-view.ts';
import { SocketChannel } from './socket-channel.ts';
import { when } from './when.ts';

/**
 * A page's link to one room: it carries what the page emits to Hero, and to its peers if the app links them directly,
 * and reconnects after a loss.
 * @example
 * const link = new RoomLink({ rules, room: 'TOMAKI', name: 'Bob' });
 * link.subscribe(() => show(link.view));
 * await link.when(({ link }) => link === 'live');
 * await link.emit({ type: 'clickTheButton', round: 1 });
 */
export class RoomLink<State, I extends Intent> {
  readonly #options: RoomOptions<State, I>;
  readonly #store: Store<RoomView<State, I>>;
  readonly #hero: HeroLink<State, I>;
  readonly #peers: Peers<State> | null;
  readonly #client: Client<State, I>;
  readonly #stopListening: () => void;
  #clientKey: string;

  constructor(options: RoomOptions<State, I>) {
    const { rules, url, personToken = null, resumption, observer } = options;
    this.#options = options;
    this.#clientKey = resumption?.clientKey ?? '';
    this.#store = new Store(viewBeforeWelcome<State, I>(personToken));
    this.#hero = new HeroLink(options.channelToHero ?? new SocketChannel(url));
    this.#peers = options.peers?.() ?? null;
    this.#client = new Client({
      rules,
      outbox: { toHero: this.#hero.toHero, toPeers: (emission) => this.#peers?.send(emission) },
      resumption: resumption?.resumption,
      observer,
    });
    this.#client.subscribe(() => this.#look());
    this.#peers?.open(this.#peersListener());
    this.#stopListening = (options.onReturn ?? onReturn)(() => this.#handleReturn());
    this.#hero.open({
      enterMessage: () => this.#enterMessage(),
      handlers: this.#handlers(),
      onPauseOver: () => this.view.link === 'live' && this.#client.handleNowAgain(),
      onLost: () => this.#store.batch(() => this.#handleLostLink()),
    });
  }

  get view(): RoomView<State, I> {
    return this.#store.value;
  }

  /** Calls the listener once for every new view, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /**
   * Resolves with the first view for which the predicate holds, be it the one at hand.
   * @throws DeniedError when the page is denied for good; an Error when the link is closed.
   */
  when(predicate: (view: RoomView<State, I>) => boolean): Promise<RoomView<State, I>> {
    return when(this.#store, predicate);
  }

  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long it takes.
   * @throws before the first welcome, when `view.state` is null.
   */
  emit(intent: I): Promise<Settled> {
    return this.#client.emit(intent);
  }

  /** What to leave to the page that is loaded in place of this one; null if this one was never let in. */
  get resumption(): KeyedResumption<I> | null {
    return this.#client.returning && { clientKey: this.#clientKey, resumption: this.#client.resumption };
  }

  /** Puts something, such as simulated network conditions, around all channels: those in use and those to come. */
  decorateChannels({ toHero, toPeers }: ChannelDecorators): void {
    this.#hero.decorateChannel(toHero);
    this.#peers?.decorateChannels(toPeers);
  }

  /** Leaves the room. An action that is not settled by now never will be, unless a successor resumes. */
  close(): void {
    this.#store.batch(() => {
      this.#stop();
      this.#change({ link: 'closed' });
    });
  }

  #stop(): void {
    this.#stopListening();
    this.#hero.close();
    this.#peers?.close();
  }

  /** For each message from Hero, what it does: all of it is one change of the view. */
  #handlers(): Handlers<MessagesToClient<State, I>> {
    const oneChange =
      <Message>(handle: (message: Message) => void) =>
      (message: Message) =>
        this.#store.batch(() => handle(message));
    return {
      welcome: oneChange((welcome) => this.#handleWelcome(welcome)),
      official: oneChange(({ lines }) => {
        this.#change({ notNow: null });
        this.#client.handleActionsFromServer(lines);
      }),
      caughtUp: oneChange((catchUp) => {
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
      signal: (to, content) => this.#hero.signal({ to, content }),
      isHeroReachable: () => this.view.link === 'live',
      onAction: (peer, clientSeq, candidate) => this.#client.handleActionFromPeer(peer, clientSeq, candidate),
      onExpired: (clientId, upTo) => this.#client.dropFromPeer(clientId, upTo),
      onChange: (peers) => this.#change({ peers }),
    };
  }

  #enterMessage(): MessagesToHero['enter'] {
    const { rules, room, name = null, watches = false } = this.#options;
    const { returning } = this.#client;
    return {
      protocol: PROTOCOL,
      rules: rules.id,
      room,
      name,
      watches,
      personToken: this.view.personToken,
      returning: returning && { ...returning, clientKey: this.#clientKey },
    };
  }

  #handleWelcome(welcome: MessagesToClient<State, I>['welcome']): void {
    const roundTrip = this.#hero.handleWelcome();
    const { clientKey, person, personToken, clientId } = welcome;
    this.#clientKey = clientKey;
    this.#peers?.handleWelcome(welcome);
    this.#change({ link: 'live', person, personToken, clientId, roundTrip });
    this.#client.handleWelcome(welcome);
    if (this.view.unsettled === 0) this.#change({ notNow: null });
  }

  /** It is shown until something is recorded again; actions that are not settled are sent again before that. */
  #handleNotNow({ reason, retryAfter }: MessagesToClient<State, I>['notNow']): void {
    this.#change({ notNow: reason });
    this.#hero.pauseFor(retryAfter);
    if (this.view.link === 'live') this.#client.handleNotNow();
  }

  #handleReturn(): void {
    if (this.view.link !== 'live') return this.#hero.retryNow();
    this.#client.askToCatchUp();
    this.#hero.expectAnswer();
  }

  #handleDenied(code: string): void {
    this.#change({ link: 'denied', denied: code });
    this.#stop();
  }

  #handleLostLink(): void {
    this.#client.handleLostLink();
    this.#change({ link: this.view.state === null ? 'connecting' : 'lost' });
  }

  /** Takes over what the client has made of it all, and says with whom the page may be linked now. */
  #look(): void {
    const { officialState, clientId } = this.#client;
    const isNews = officialState !== this.view.officialState;
    this.#store.batch(() => {
      if (officialState && isNews) this.#peers?.update(clientId, officialState);
      this.#change(viewOf(this.#client));
    });
  }

  #change(change: Partial<RoomView<State, I>>): void {
    const { view } = this;
    const isNews = Object.entries(change).some(([key, value]) => !Object.is(Reflect.get(view, key), value));
    if (isNews) this.#store.set({ ...view, ...change });
  }
}
