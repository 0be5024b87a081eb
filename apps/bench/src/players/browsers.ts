import { launch } from '@button/browsers';
import { build, preview, type InlineConfig, type PreviewServer } from 'vite';
import { fileURLToPath } from 'node:url';
import type { BenchPage } from '../../page/page.ts';
import type { Workshop } from '../processes/workshop.ts';
import type { Arrivals } from './arrivals.ts';

declare global {
  interface Window {
    readonly benchPage: BenchPage;
  }
}

type Browser = Awaited<ReturnType<typeof launch>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

/** Browsers give a precise clock only to a cross-origin isolated page. */
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** The number of each player on their own page. */
export interface Pages {
  readonly bob: number;
  readonly sue: number;
}

/** Bob and Sue, on pages in two browsers. The pages are built like the game's page. */
export class Browsers {
  readonly #bob: Page;
  readonly #sue: Page;
  readonly #server: PreviewServer;

  private constructor(bob: Page, sue: Page, server: PreviewServer) {
    this.#bob = bob;
    this.#sue = sue;
    this.#server = server;
  }

  static async open(workshop: Workshop): Promise<Browsers> {
    const files: InlineConfig = {
      root: fileURLToPath(new URL('../../page', import.meta.url)),
      configFile: false,
      logLevel: 'error',
      build: { outDir: workshop.path('page'), emptyOutDir: true },
    };
    await build(files);
    const server = await preview({ ...files, preview: { host: '127.0.0.1', port: 0, headers: isolated } });
    const [url = ''] = server.resolvedUrls?.local ?? [];
    return new Browsers(await openPage(url), await openPage(url), server);
  }

  /** Enters both into one room of Hero, and resolves with the number of Bob's player. */
  async enterHero(url: string, room: string): Promise<number> {
    const enter = (name: string) => [url, room, name] as const;
    await this.#sue.evaluate((all) => window.benchPage.enterHero(...all), enter('Sue'));
    return this.#bob.evaluate((all) => window.benchPage.enterHero(...all), enter('Bob'));
  }

  /** Enters both into one room of the relay, and resolves with the number of Bob's player. */
  async enterRelay(url: string): Promise<number> {
    await this.#sue.evaluate((at) => window.benchPage.enterRelay(at), url);
    return this.#bob.evaluate((at) => window.benchPage.enterRelay(at), url);
  }

  /**
   * Enters both into one room, in which Sue allows direct links and Bob agrees, and resolves when they are linked.
   * @param delay the simulated delay between Hero and each of them, in milliseconds in each direction
   */
  async linkDirectly(url: string, room: string, delay: number): Promise<Pages> {
    const enter = (name: string) => [url, room, name, delay] as const;
    const sue = await this.#sue.evaluate((all) => window.benchPage.enterHero(...all), enter('Sue'));
    const bob = await this.#bob.evaluate((all) => window.benchPage.enterHero(...all), enter('Bob'));
    await this.#sue.evaluate((number) => window.benchPage.allowDirectLinks(number), sue);
    await this.#bob.evaluate((number) => window.benchPage.agreeToLinks(number), bob);
    await this.#bob.evaluate((number) => window.benchPage.linked(number), bob);
    await this.#sue.evaluate((number) => window.benchPage.linked(number), sue);
    return { bob, sue };
  }

  /** Bob pushes. Resolves with the times from his push. Both pages use the clock of the machine, so they compare. */
  async pushToSue({ bob, sue }: Pages): Promise<Arrivals> {
    await this.#sue.evaluate((number) => window.benchPage.beginToWatch(number), sue);
    const begun = await this.#bob.evaluate((number) => window.benchPage.pushNow(number), bob);
    const { shown, official } = await this.#sue.evaluate((number) => window.benchPage.watched(number), sue);
    await this.#bob.evaluate((number) => window.benchPage.startNextRound(number), bob);
    return { shown: shown - begun, official: official - begun };
  }

  push(bob: number): Promise<number> {
    return this.#bob.evaluate((number) => window.benchPage.push(number), bob);
  }

  /** Closes the browsers, so that they do not slow down the next measurement. */
  async close(): Promise<void> {
    for (const page of [this.#bob, this.#sue]) await page.context().browser()?.close();
    await this.#server.close();
  }
}

async function openPage(url: string): Promise<Page> {
  const page = await (await launch('chromium')).newPage();
  await page.goto(url);
  return page;
}
