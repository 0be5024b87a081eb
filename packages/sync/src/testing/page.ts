import type { Intent } from '../action.ts';
import { Client } from '../client.ts';
import type { HandOver } from '../hand-over.ts';
import type { ActionToPeers, MessageToHero } from '../messages.ts';
import type { Rules } from '../rules.ts';
import { copied, SimulatedLink, type Downward } from './link.ts';

/** One open page: a real `Client` on a simulated link. */
export class SimulatedPage<State, I extends Intent> {
  readonly name: string;
  readonly #rules: Rules<State, I>;
  readonly #tellPeers: (told: ActionToPeers<I>) => void;
  #client: Client<State, I>;
  /** The newest link, and older ones that Hero still believes in. */
  links: SimulatedLink<State, I>[] = [];

  constructor(name: string, rules: Rules<State, I>, tellPeers: (told: ActionToPeers<I>) => void) {
    this.name = name;
    this.#rules = rules;
    this.#tellPeers = tellPeers;
    this.#client = this.#open();
  }

  get client(): Client<State, I> {
    return this.#client;
  }

  /** The link that the page is using; null while it is cut. */
  get link(): SimulatedLink<State, I> | null {
    return this.links.find((link) => link.isOpenForPage) ?? null;
  }

  /** Opens a new link and says who I am. */
  connect(): void {
    this.cut();
    const link = new SimulatedLink<State, I>();
    this.links = [link, ...this.links.filter((old) => old.isOpenForHero)];
    link.sendUp({ kind: 'enter', returning: this.client.returning });
  }

  /** The page is loaded anew: all it has is what its predecessor hands over. */
  reload(): void {
    this.cut();
    this.#client = this.#open(copied(this.#client.handOver));
    this.connect();
  }

  /** The page loses its link. Hero may not have noticed yet. */
  cut(): void {
    const { link } = this;
    if (!link) return;
    link.isOpenForPage = false;
    this.client.handleLostLink();
  }

  handle(message: Downward<State, I>): void {
    switch (message.kind) {
      case 'welcome':
        return this.client.handleWelcome(message.welcome);
      case 'official':
        return this.client.handleActionsFromServer(message.recorded);
      case 'caughtUp':
        return this.client.handleCaughtUp(message.catchUp);
      case 'sendAgain':
        return this.client.handleSendAgain(message.from);
      case 'notNow':
        this.client.handleNotNow();
        return this.client.handleNowAgain();
    }
  }

  #open(predecessor?: HandOver<I>): Client<State, I> {
    const ways = { toHero: (message: MessageToHero<I>) => this.link?.sendUp(message), toPeers: this.#tellPeers };
    return new Client(this.#rules, ways, predecessor);
  }
}
