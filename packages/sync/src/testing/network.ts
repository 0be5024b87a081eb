import type { Intent } from '../action.ts';
import { Hero } from '../hero.ts';
import type { Returning } from '../messages.ts';
import type { Log } from '../record/log.ts';
import type { Rules } from '../rules.ts';
import type { SimulatedLink } from './link.ts';
import { SimulatedPage, type PageSurroundings } from './page.ts';
import { PausedLog } from './paused-log.ts';
import { SimulatedPeerLinks } from './peer-links.ts';

/**
 * One room on a network of plain queues: no sockets, no timers, no sleeps. Pages are real `Client`s, Hero is the real
 * `Hero`, and a message moves only when a test moves it. It may be lost, doubled, overtaken or cut off; Hero may crash
 * and start again from its log; direct links between pages may be made and cut.
 * @example
 * const network = await SimulatedNetwork.open(notesRules, log);
 * const [bob, sue] = [network.join('Bob'), network.join('Sue')];
 * await network.quiet();
 * void bob.client.emit({ type: 'add', text: 'milk' });
 * await network.deliverUp(bob);
 * await network.deliverDown(sue);
 */
export class SimulatedNetwork<State, I extends Intent> implements PageSurroundings<State, I> {
  readonly rules: Rules<State, I>;
  readonly #herosRules: Rules<State, I>;
  readonly pages: SimulatedPage<State, I>[] = [];
  readonly peerLinks = new SimulatedPeerLinks<State, I>();
  #record: Log<I>;
  #log: PausedLog<I>;
  #hero: Hero<State, I> | null = null;
  readonly #links = new Set<SimulatedLink<State, I>>();
  #time = 1_000;
  #names = 0;

  private constructor(rules: Rules<State, I>, record: Log<I>, herosRules: Rules<State, I>) {
    this.rules = rules;
    this.#herosRules = herosRules;
    this.#record = record;
    this.#log = new PausedLog(record);
  }

  /** A network whose Hero keeps this log. Its check may prepare an intent before it is recorded, as a server's does. */
  static async open<State, I extends Intent>(rules: Rules<State, I>, record: Log<I>, herosRules = rules) {
    const network = new SimulatedNetwork(rules, record, herosRules);
    await network.restartHero();
    return network;
  }

  get hero(): Hero<State, I> {
    if (!this.#hero) throw new Error('Hero has not started');
    return this.#hero;
  }

  /** Pause it to decide when Hero's record is written and announced. */
  get log(): PausedLog<I> {
    return this.#log;
  }

  /** A new page that asks to be let in. */
  join(name = `page ${(this.#names += 1)}`): SimulatedPage<State, I> {
    const page = new SimulatedPage(name, this);
    this.pages.push(page);
    page.connect();
    return page;
  }

  /** A page is closed for good. */
  leave(page: SimulatedPage<State, I>): void {
    page.cut();
    for (const link of page.links) link.close();
    for (const other of this.pages) this.peerLinks.cut(page, other);
    this.pages.splice(this.pages.indexOf(page), 1);
  }

  /** Hero crashes: unrecorded entries and all links are gone. A new Hero begins where the log ends. */
  async restartHero(record: Log<I> = this.#record): Promise<void> {
    this.#hero?.close();
    for (const page of this.pages) page.cut();
    for (const link of this.#links) link.close();
    this.#record = record;
    const log = new PausedLog(record);
    this.#log = log;
    const hero = await this.#openHero(log);
    if (this.#log === log) this.#hero = hero;
    else hero.close();
    hero.subscribe((lines) => {
      for (const link of this.#links) if (link.isSubscribed) link.broadcast(lines);
    });
  }

  /** Hero stops cleanly: it records all entries and saves a snapshot, and a new Hero continues from there. */
  async stopHero(): Promise<void> {
    this.#log.release();
    await this.#hero?.finish();
    await this.restartHero();
  }

  /** The disk is full: nothing is recorded any more. Hero, once it notices, starts again on a disk with space. */
  async failLog(): Promise<void> {
    this.#log.fail();
    await letPromisesSettle();
  }

  /** The next message of a page reaches Hero. */
  async deliverUp(page: SimulatedPage<State, I>, index = 0): Promise<void> {
    const link = page.links.findLast(({ up, isOpenForHero }) => isOpenForHero && up.length > index);
    const [arrive] = link?.up.splice(index, 1) ?? [];
    arrive?.();
    await letPromisesSettle();
  }

  /** Hero's next message reaches a page. */
  async deliverDown(page: SimulatedPage<State, I>, index = 0): Promise<void> {
    const [arrive] = page.link?.down.splice(index, 1) ?? [];
    arrive?.();
    await letPromisesSettle();
  }

  /** Delivers every message, and the messages that follow from it, until nothing moves. */
  async quiet(): Promise<void> {
    do {
      this.#log.release();
      await letPromisesSettle();
      for (const page of this.pages) {
        await this.deliverUp(page);
        await this.deliverDown(page);
        this.peerLinks.deliver(page);
      }
    } while (this.peerLinks.areBusy || this.pages.some((page) => page.links.some(({ isBusy }) => isBusy)));
  }

  /** Gives every page a working link, and waits until nothing is on its way. */
  async heal(): Promise<void> {
    for (const page of this.pages) page.cut();
    while (this.pages.some(({ link }) => !link?.isOpenForHero)) {
      for (const page of this.pages) if (!page.link?.isOpenForHero) page.connect();
      await this.quiet();
    }
  }

  #openHero(log: PausedLog<I>): Promise<Hero<State, I>> {
    return Hero.open({
      rules: this.#herosRules,
      log,
      now: () => (this.#time += 7),
      drawSeed: () => (this.#time * 2_654_435_761) % 2 ** 32,
      onFailure: () => {
        // A Hero that fails while it opens is replaced in the same way.
        if (this.#log === log) this.restartHero().catch(() => undefined);
      },
      tailLength: 6,
    });
  }

  handleEnter(link: SimulatedLink<State, I>, returning: Returning | null): void {
    this.#links.add(link);
    this.hero.join({ connection: link, person: link.person, returning }).then(
      (session) => {
        if ('denied' in session) return;
        link.session = session;
        if (!link.isOpenForHero) session.leave();
      },
      () => undefined,
    );
  }

  handleClose(link: SimulatedLink<State, I>): void {
    this.#links.delete(link);
  }

  broadcastToPeers(page: SimulatedPage<State, I>, clientSeq: number, intent: I): void {
    this.peerLinks.send(page, clientSeq, intent);
  }
}

/** Lets every promise settle that can: nothing here takes more than a few microtasks. */
async function letPromisesSettle(): Promise<void> {
  for (let step = 0; step < 16; step += 1) await Promise.resolve();
}
