import type { Intent } from '../action.ts';
import { Client, type RecordObserver, type Resumption } from '../client.ts';
import type { Outbox } from '../messages.ts';
import type { Rules } from '../rules.ts';
import { copied, SimulatedLink, type HeroEnd } from './link.ts';

/** The network that a page is in. */
export interface PageSurroundings<State, I extends Intent> extends HeroEnd<State, I> {
  readonly rules: Rules<State, I>;
  broadcastToPeers(page: SimulatedPage<State, I>, clientSeq: number, intent: I): void;
}

/** One open page: a real `Client` on a simulated link. */
export class SimulatedPage<State, I extends Intent> {
  readonly name: string;
  /** The number of official actions that this page had received from a peer before. */
  knownFromPeers = 0;
  readonly #surroundings: PageSurroundings<State, I>;
  #client: Client<State, I>;
  /** The newest link, and older ones that Hero still considers open. */
  links: SimulatedLink<State, I>[] = [];

  constructor(name: string, surroundings: PageSurroundings<State, I>) {
    this.name = name;
    this.#surroundings = surroundings;
    this.#client = this.#open();
  }

  get client(): Client<State, I> {
    return this.#client;
  }

  /** Null before the first welcome. */
  get clientId(): number | null {
    return this.client.returning?.clientId ?? null;
  }

  /** The link that the page is using; null while it is cut. */
  get link(): SimulatedLink<State, I> | null {
    return this.links.find((link) => link.isOpenForPage) ?? null;
  }

  /** Opens a new link and enters. */
  connect(): void {
    this.cut();
    const link = new SimulatedLink(this.name, this.client, this.#surroundings);
    this.links = [link, ...this.links.filter((old) => old.isOpenForHero)];
    link.enter(this.client.returning);
  }

  /** The page is reloaded: its successor has nothing but the resumption. */
  reload(): void {
    this.cut();
    this.#client = this.#open(copied(resumptionOf(this.#client)));
    this.connect();
  }

  /** The page loses its link. Hero may not have noticed yet. */
  cut(): void {
    const { link } = this;
    if (!link) return;
    link.isOpenForPage = false;
    this.client.handleLostLink();
  }

  #open(resumption?: Resumption<I>): Client<State, I> {
    const outbox: Outbox<I> = {
      emit: (clientSeq, intent) => this.link?.emit(clientSeq, intent),
      catchUp: (from) => this.link?.askToCatchUp(from),
      toPeers: (clientSeq, intent) => this.#surroundings.broadcastToPeers(this, clientSeq, intent),
    };
    const client = new Client({ rules: this.#surroundings.rules, outbox, resumption });
    client.observe(this.#count);
    return client;
  }

  #count: RecordObserver<State, I> = ({ unverified }, applied) => {
    const fromPeers = unverified.filter(({ own }) => own === null);
    for (const { line } of applied) {
      const isKnown = fromPeers.some((one) => one.clientId === line.clientId && one.clientSeq === line.clientSeq);
      if (isKnown) this.knownFromPeers += 1;
    }
  };
}

/** The resumption that a page leaves to its successor; none if it was never let in. */
function resumptionOf<State, I extends Intent>({ returning, replica }: Client<State, I>): Resumption<I> | undefined {
  return returning ? { ...returning, unsettled: replica.unverified.filter(({ own }) => own !== null) } : undefined;
}
