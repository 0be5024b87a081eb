import type { Intent } from '../action.ts';
import { Hero } from '../hero.ts';
import type { Log } from '../record/log.ts';
import type { Returning } from '../messages.ts';
import type { Rules } from '../mutate.ts';
import { HeldLog } from './held-log.ts';
import type { Downward, SimulatedLink, Upward } from './link.ts';
import { SimulatedPage } from './page.ts';
import { SimulatedPeerLinks } from './peer-links.ts';

/**
 * One room on a network of plain queues: no sockets, no timers, no sleeps. Pages are real `Client`s, Hero is the real
 * `Hero`, and a message moves only when a test moves it. It may be lost, doubled, overtaken or cut off; Hero may crash
 * and start again from its log; pages may be linked directly, and not any more.
 */
export class SimulatedNetwork<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  readonly pages: SimulatedPage<State, I>[] = [];
  readonly peerLinks = new SimulatedPeerLinks<State, I>();
  #record: Log<I>;
  #log: HeldLog<I>;
  #hero: Hero<State, I> | null = null;
  #links = new Set<SimulatedLink<State, I>>();
  #time = 1_000;
  #names = 0;
  #heroes = 0;
  #clients = 0;

  private constructor(rules: Rules<State, I>, record: Log<I>) {
    this.rules = rules;
    this.#record = record;
    this.#log = new HeldLog(record);
  }

  /** A network whose Hero keeps this log. */
  static async open<State, I extends Intent>(rules: Rules<State, I>, record: Log<I>) {
    const network = new SimulatedNetwork(rules, record);
    await network.restartHero();
    return network;
  }

  get hero(): Hero<State, I> {
    if (!this.#hero) throw new Error('Hero has not started');
    return this.#hero;
  }

  /** Hold it to decide yourself when Hero's record is written and told. */
  get log(): HeldLog<I> {
    return this.#log;
  }

  /** A new page that asks to be let in. */
  join(name = `page ${(this.#names += 1)}`): SimulatedPage<State, I> {
    const page = new SimulatedPage(name, this.rules, (told) => this.peerLinks.tell(page, told));
    this.pages.push(page);
    page.connect();
    return page;
  }

  /** A page is closed for good. */
  leave(page: SimulatedPage<State, I>): void {
    page.cut();
    for (const link of page.links) this.#closeForHero(link);
    for (const other of this.pages) this.peerLinks.cut(page, other);
    this.pages.splice(this.pages.indexOf(page), 1);
  }

  /** Hero crashes: what its log had not recorded is gone, and so are all links. Another begins where the log ends. */
  async restartHero(record: Log<I> = this.#record): Promise<void> {
    this.#hero?.close();
    for (const page of this.pages) page.cut();
    for (const link of this.#links) this.#closeForHero(link);
    this.#record = record;
    const log = new HeldLog(record);
    this.#log = log;
    const hero = await this.#openHero(log);
    if (this.#log === log) this.#hero = hero;
    else hero.close();
  }

  /** Hero ends in order: it finishes what it has begun and saves a snapshot, and another goes on from there. */
  async stopHero(): Promise<void> {
    this.#log.release();
    await this.#hero?.finish();
    await this.restartHero();
  }

  /** The disk is full: nothing is recorded any more. Hero, once it notices, starts again on a disk with space. */
  async failLog(): Promise<void> {
    this.#log.fail();
    await letPromisesGoOn();
  }

  /** The next message of a page reaches Hero. */
  async deliverUp(page: SimulatedPage<State, I>, index = 0): Promise<void> {
    const link = page.links.findLast(({ up, isOpenForHero }) => isOpenForHero && up.length > index);
    const [message] = link?.up.splice(index, 1) ?? [];
    if (link && message) this.#handle(page, link, message);
    await letPromisesGoOn();
  }

  /** Hero's next message reaches a page. */
  async deliverDown(page: SimulatedPage<State, I>, index = 0): Promise<void> {
    const [message] = page.link?.down.splice(index, 1) ?? [];
    if (message) page.handle(message);
    await letPromisesGoOn();
  }

  /** Everything that is on its way arrives, and what that leads to, until nothing moves. */
  async quiet(): Promise<void> {
    do {
      this.#log.release();
      await letPromisesGoOn();
      for (const page of this.pages) {
        await this.deliverUp(page);
        await this.deliverDown(page);
        this.peerLinks.deliver(page);
      }
    } while (this.peerLinks.areBusy || this.pages.some((page) => page.links.some(isBusy)));
  }

  /** Everybody's link is good again, and nothing is on its way any more. */
  async heal(): Promise<void> {
    for (const page of this.pages) page.cut();
    while (this.pages.some(({ link }) => !link?.isOpenForHero)) {
      for (const page of this.pages) if (!page.link?.isOpenForHero) page.connect();
      await this.quiet();
    }
  }

  #openHero(log: HeldLog<I>): Promise<Hero<State, I>> {
    return Hero.open({
      rules: this.rules,
      log,
      clientId: `hero-${(this.#heroes += 1)}`,
      now: () => (this.#time += 7),
      drawSeed: () => (this.#time * 2_654_435_761) % 2 ** 32,
      tell: (recorded) => {
        if (this.#log !== log) return;
        for (const link of this.#links) link.sendDown({ kind: 'official', recorded });
      },
      onFailure: () => {
        // One that fails while it opens is followed by the next in the same way.
        if (this.#log === log) this.restartHero().catch(() => undefined);
      },
      tailLength: 6,
    });
  }

  #handle(page: SimulatedPage<State, I>, link: SimulatedLink<State, I>, message: Upward<I>): void {
    if (message.kind === 'enter') return void this.#enter(page, link, message.returning);
    if (!link.connection) return;
    if (message.kind === 'emit') {
      void this.hero.handleActionFromClient(link.connection, message.clientSeq, message.action);
    } else {
      link.sendDown({ kind: 'caughtUp', catchUp: this.hero.catchUp(link.connection, message) });
    }
  }

  /** What Hero's household does at the door: one connection for each clientId, and a welcome once it is recorded. */
  async #enter(page: SimulatedPage<State, I>, link: SimulatedLink<State, I>, returning: Returning | null) {
    if (link.hasEntered) return;
    link.hasEntered = true;
    const { hero } = this;
    for (const old of this.#links) if (old.connection?.clientId === returning?.clientId) this.#closeForHero(old);
    const admitted = await hero.admit(returning, `client-${(this.#clients += 1)}`).catch(() => null);
    if (!admitted || !link.isOpenForHero) return;
    const connection = {
      clientId: admitted.clientId,
      person: page.name,
      join: () => this.#links.add(link),
      send: (message: Downward<State, I>) => link.sendDown(message),
      close: () => this.#closeForHero(link),
    };
    link.connection = connection;
    const catchUp = hero.startTelling(connection, returning);
    link.sendDown({ kind: 'welcome', welcome: { ...admitted, person: page.name, catchUp } });
  }

  #closeForHero(link: SimulatedLink<State, I>): void {
    link.isOpenForHero = false;
    if (link.connection) this.#hero?.stopTelling(link.connection);
    this.#links.delete(link);
  }
}

function isBusy<State, I extends Intent>(link: SimulatedLink<State, I>): boolean {
  return (link.isOpenForHero && link.up.length > 0) || (link.isOpenForPage && link.down.length > 0);
}

/** Lets every promise that can go on go on: nothing here waits longer than a few steps. */
async function letPromisesGoOn(): Promise<void> {
  for (let step = 0; step < 16; step += 1) await Promise.resolve();
}
