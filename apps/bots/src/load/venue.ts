import { HeroProcess } from '../hero/hero-process.ts';
import type { Usage } from '../hero/usage.ts';

/** The whole load comes from one address, and far more than people make. */
const plenty = '1000000';
const environment = {
  HERO_CONNECTIONS: plenty,
  HERO_CONNECTIONS_PER_ADDRESS: plenty,
  HERO_NEW_ROOMS_PER_MINUTE: plenty,
  HERO_ROOMS_PER_ADDRESS: plenty,
  HERO_ROOMS: plenty,
  HERO_MESSAGES_PER_MINUTE_PER_ADDRESS: plenty,
  HERO_MESSAGES_PER_MINUTE_IN_ALL: plenty,
};

/** Where the load is played: a Hero that was named, or one that is started for it. */
export class Venue {
  readonly url: string;
  #hero: HeroProcess | null;

  private constructor(url: string, hero: HeroProcess | null) {
    this.url = url;
    this.#hero = hero;
  }

  /** @param url of a running Hero, whose cost is unknown then; undefined to start a built one */
  static async open(url: string | undefined): Promise<Venue> {
    if (url !== undefined) return new Venue(url, null);
    const hero = await HeroProcess.start({ environment });
    return new Venue(hero.url, hero);
  }

  /** What Hero has cost so far; null if it is not ours. */
  async usage(): Promise<Usage | null> {
    return (await this.#hero?.usage()) ?? null;
  }

  /**
   * Stops Hero with SIGTERM, and starts it again at the same address with the same record. Resolves with the time that it
   * took to end, in milliseconds.
   * @throws Error if Hero is not ours, or does not end in order
   */
  async restart(): Promise<number> {
    if (!this.#hero) throw new Error('only a Hero that was started for the load can be restarted');
    const begun = performance.now();
    const { folder } = this.#hero;
    const code = await this.#hero.stop();
    const took = performance.now() - begun;
    if (code !== 0) throw new Error(`Hero ended with ${code}: ${this.#hero.lastWords}`);
    this.#hero = await HeroProcess.start({ folder, environment: { ...environment, PORT: new URL(this.url).port } });
    return took;
  }

  async close(): Promise<void> {
    await this.#hero?.stop();
  }
}
