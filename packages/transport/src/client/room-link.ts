import { Client, type Intent, type RecordObserver, type Settled } from '@button/sync';
import { atom, batch, type WritableAtom } from 'nanostores';
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
import { viewBeforeWelcome, type RoomView } from './room-view.ts';
import { SocketChannel } from './socket-channel.ts';
import { when } from './when.ts';

/** The pause after a denial, in milliseconds. Each is twice as long as the one before it, as far as a pause may be. */
const FIRST_PAUSE = 5_000;

/**
 * A page's link to one room. It sends the page's actions to Hero, and to peers if the app links pages directly, and
 * reconnects after a loss.
 * @example
 * const link = new RoomLink({ rules, room: 'TOMAKI', name: 'Bob' });
 * link.subscribe(() => show(link.view));
 * await link.when(({ link }) => link === 'live');
 * await link.emit({ type: 'add', text: 'milk' });
 */
export class RoomLink<State, I extends Intent> {
  readonly #options: RoomOptions<State, I>;
  readonly #view: WritableAtom<RoomView<State, I>>;
  readonly #hero: HeroLink<State, I>;
  readonly #peers: Peers<State> | null;
  readonly #client: Client<State, I>;
  readonly #stopListening: () => void;
  #clientKey: string;
  /** How often in a row it was denied. */
  #denials = 0;

  constructor(options: RoomOptions<State, I>) {
    const { rules, room, url, personToken = null, resumption } = options;
    this.#options = options;
    this.#clientKey = resumption?.clientKey ?? '';
    this.#view = atom(viewBeforeWelcome<State, I>(personToken));
    this.#hero = new HeroLink(
      options.channelToHero ?? new SocketChannel(url, { room, protocol: `${PROTOCOL}`, rules: rules.id }),
    );
    this.#peers = options.peers?.() ?? null;
    this.#client = new Client({
      rules,
      outbox: {
        emit: (clientSeq, intent) => this.#hero.emit(clientSeq, intent),
        catchUp: (from) => this.#hero.send('catchUp', from),
        toPeers: (clientSeq, action) => this.#peers?.send({ clientSeq, action }),
      },
      resumption: resumption?.resumption,
    });
    this.#client.subscribe(() => this.#handleClientChange());
    this.#peers?.open(this.#peersListener());
    this.#stopListening = (options.onReturn ?? onReturn)(() => this.#handleReturn());
    this.#hero.open({
      enterMessage: () => this.#enterMessage(),
      handlers: this.#handlers(),
      onPauseOver: () => this.#client.handleSendAgain(1),
      onLost: () => batch(() => this.#handleLostLink()),
    });
  }

  get view(): RoomView<State, I> {
    return this.#view.get();
  }

  /** Calls the listener once for every new view, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => this.#view.listen(() => listener());

  /**
   * Resolves with the first view that satisfies the predicate, possibly the current one.
   * @throws DeniedError when the page is denied; Error when the link is closed.
   */
  when(predicate: (view: RoomView<State, I>) => boolean): Promise<RoomView<State, I>> {
    return when(this.#view, predicate);
  }

  /**
   * Asks Hero to make an action official; its effect shows at once. Resolves when it is settled, however long that
   * takes. One that is too large is refused at once, and not sent.
   * @throws Error before the first welcome, while `view.state` is null.
   */
  emit(intent: I): Promise<Settled> {
    if (this.#hero.isTooLarge(intent)) return Promise.resolve({ kind: 'refused', code: 'too-large' });
    return this.#client.emit(intent);
  }

  /** From the person who keeps the door: turns away a person who waits there, or with null all pages that only watch. */
  sendAway(person: string | null): void {
    this.#hero.send('sendAway', { person });
  }

  /** Observes how the page applies the record, until the returned function is called. */
  observe(observer: RecordObserver<State, I>): () => void {
    return this.#client.observe(observer);
  }

  /** The resumption for a page that is loaded in place of this one; null before the first welcome. */
  get resumption(): KeyedResumption<I> | null {
    const { returning, replica } = this.#client;
    const unsettled = replica.unverified.filter(({ own }) => own !== null);
    return returning && { clientKey: this.#clientKey, resumption: { ...returning, unsettled } };
  }

  /** Wraps every channel, present and future, for example in simulated network conditions. */
  decorateChannels({ toHero, toPeers }: ChannelDecorators): void {
    this.#hero.decorateChannel(toHero);
    this.#peers?.decorateChannels(toPeers);
  }

  /** Leaves the room. Unsettled actions stay unsettled, unless a successor resumes. */
  close(): void {
    batch(() => {
      this.#stop();
      this.#change({ link: 'closed' });
    });
  }

  #stop(): void {
    this.#stopListening();
    this.#hero.close();
    this.#peers?.close();
  }

  /** The handlers of Hero's messages. Each is one batch, so that subscribers see one new view per message. */
  #handlers(): Handlers<MessagesToClient<State, I>> {
    const batched =
      <Message>(handle: (message: Message) => void) =>
      (message: Message) =>
        batch(() => handle(message));
    return {
      welcome: batched((welcome) => this.#handleWelcome(welcome)),
      lines: batched((lines) => {
        this.#client.handleActionsFromServer(lines);
        if (this.view.notNow !== null) this.#change({ notNow: null });
      }),
      caughtUp: batched((catchUp) => this.#client.handleCaughtUp(catchUp)),
      sendAgain: batched(({ from }) => this.#client.handleSendAgain(from)),
      notNow: batched((notNow) => this.#handleNotNow(notNow)),
      denied: batched(({ code }) => this.#handleDenied(code)),
      signal: (signal) => this.#peers?.handleSignal(signal),
      iceServers: (iceServers) => this.#peers?.handleIceServers(iceServers),
      waiting: batched(() => this.#change({ link: 'waiting', denied: null })),
      door: batched((door) => this.#change({ door })),
      // Hero sends one only to a page with a bug, and logs it there.
      protocolError: () => undefined,
    };
  }

  #peersListener(): PeersListener {
    return {
      signal: (to, content) => this.#hero.send('signal', { to, content }),
      askIceServers: () => this.#hero.send('askIceServers', {}),
      isHeroReachable: () => this.view.link === 'live',
      onAction: (peer, clientSeq, candidate) => this.#client.handleActionFromPeer(peer, clientSeq, candidate),
      onExpired: (clientId, upTo) => this.#client.dropFromPeer(clientId, upTo),
      onChange: (peers) => this.#change({ peers }),
    };
  }

  #enterMessage(): MessagesToHero['enter'] {
    const { name = null, watches = false, watchKey = '' } = this.#options;
    const { returning } = this.#client;
    return {
      name,
      watches,
      ...(watches && { watchKey }),
      personToken: this.view.personToken,
      // A page that only watches is in no line of the record, and so nobody to come back as.
      returning: watches ? null : returning && { ...returning, clientKey: this.#clientKey },
    };
  }

  #handleWelcome(welcome: MessagesToClient<State, I>['welcome']): void {
    const { clientKey, personToken, messageBytes } = welcome;
    const roundTrip = this.#hero.handleWelcome(messageBytes);
    this.#clientKey = clientKey;
    this.#peers?.handleWelcome();
    this.#client.handleWelcome(welcome);
    this.#denials = 0;
    this.#change({ link: 'live', denied: null, personToken, roundTrip });
    if (this.view.unsettled === 0) this.#change({ notNow: null });
  }

  /** The reason stays in the view until Hero records something again, which may be after the resend. */
  #handleNotNow({ reason, retryAfter }: MessagesToClient<State, I>['notNow']): void {
    this.#change({ notNow: reason });
    this.#hero.pauseFor(retryAfter);
  }

  #handleReturn(): void {
    if (this.view.link !== 'live') return this.#hero.retryNow();
    this.#client.askToCatchUp();
    this.#hero.expectAnswer();
  }

  #handleDenied(code: string): void {
    this.#change({ link: 'denied', denied: code });
    if (!this.#options.retries?.includes(code)) return this.#stop();
    this.#denials += 1;
    return this.#hero.pauseFor(FIRST_PAUSE * 2 ** (this.#denials - 1));
  }

  #handleLostLink(): void {
    this.#client.handleLostLink();
    if (this.view.link === 'denied') return;
    this.#change({ link: this.view.state === null ? 'connecting' : 'lost' });
  }

  #handleClientChange(): void {
    const { replica, returning } = this.#client;
    if (replica.official && returning) this.#peers?.update(returning, replica.official.state);
    this.#change({});
  }

  /** Shows the change, and what the client knows by now. */
  #change(change: Partial<RoomView<State, I>>): void {
    const { view } = this;
    const news = { ...viewOf(this.#client), ...change };
    const hasChanged = Object.entries(news).some(([key, value]) => !Object.is(Reflect.get(view, key), value));
    if (hasChanged) this.#view.set({ ...view, ...news });
  }
}

/** The part of the view that comes from the client. */
function viewOf<State, I extends Intent>({ returning, replica }: Client<State, I>): Partial<RoomView<State, I>> {
  const { official, unverified, state } = replica;
  const clientId = (official && returning?.clientId) ?? null;
  return {
    clientId,
    person: (clientId !== null && official?.clients.get(clientId)?.person) || null,
    state,
    officialState: official?.state ?? null,
    serverSeq: official?.serverSeq ?? null,
    unverifiedActions: unverified,
    unsettled: unverified.filter(({ own }) => own !== null).length,
  };
}
