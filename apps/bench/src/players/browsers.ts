import { launch } from '@button/web/browsers';
import { build, preview, type PreviewServer } from 'vite';
import { fileURLToPath } from 'node:url';
import type { BenchPage } from '../../page/page.ts';
import type { Workshop } from '../processes/workshop.ts';

declare global {
  interface Window {
    readonly benchPage: BenchPage;
  }
}

type Browser = Awaited<ReturnType<typeof launch>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

/** Only a page that nobody else can look into has a clock that is fine enough. */
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Two players, as each page knows its own. */
export interface Pages {
  readonly bob: number;
  readonly sue: number;
}

/** When a push was to be seen, and when it was official, on a page. In milliseconds. */
export interface Arrivals {
  readonly shown: number;
  readonly official: number;
}

/** Bob and Sue at pages of two browsers, built as the game's page is. */
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
    const files = {
      ...({
        root: fileURLToPath(new URL('../../page', import.meta.url)),
        configFile: false,
        logLevel: 'error',
      } as const),
      build: { outDir: workshop.path('page'), emptyOutDir: true },
    };
    await build(files);
    const server = await preview({ ...files, preview: { host: '127.0.0.1', port: 0, headers: isolated } });
    const [url = ''] = server.resolvedUrls?.local ?? [];
    return new Browsers(await openPage(url), await openPage(url), server);
  }

  /** Bob, with Sue in the same room. */
  async meetAtHero(url: string, room: string): Promise<number> {
    const enter = (name: string) => [url, room, name] as const;
    await this.#sue.evaluate((all) => window.benchPage.enterHero(...all), enter('Sue'));
    return this.#bob.evaluate((all) => window.benchPage.enterHero(...all), enter('Bob'));
  }

  async meetAtRelay(url: string): Promise<number> {
    await this.#sue.evaluate((at) => window.benchPage.enterRelay(at), url);
    return this.#bob.evaluate((at) => window.benchPage.enterRelay(at), url);
  }

  /** Both in one room, in which Sue has allowed direct links; theirs is open. `away`: how far Hero is from each, in milliseconds. */
  async meetDirectly(url: string, room: string, away: number): Promise<Pages> {
    const enter = (name: string) => [url, room, name, away] as const;
    const sue = await this.#sue.evaluate((all) => window.benchPage.enterHero(...all), enter('Sue'));
    const bob = await this.#bob.evaluate((all) => window.benchPage.enterHero(...all), enter('Bob'));
    await this.#sue.evaluate((number) => window.benchPage.allowDirectLinks(number), sue);
    await this.#bob.evaluate((number) => window.benchPage.linked(number), bob);
    await this.#sue.evaluate((number) => window.benchPage.linked(number), sue);
    return { bob, sue };
  }

  /** Bob pushes. The clocks of both pages are the machine's. */
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

  /** So that they take nothing from what is measured next. */
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
