import { test as base, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { launch, type BrowserName } from '@button/browsers';
import { Link } from './link.ts';
import { OwnHero } from './own-hero.ts';

/** Lets people come into the test, each with a page of their own that shares nothing with the others'. */
interface Players {
  /** A page, still empty, in Bob's browser. By a `Link`'s url as `baseURL`, its way to Hero is in the test's hands. */
  arrive(name: string, options?: BrowserContextOptions): Promise<Page>;
  /** The same, in Sue's browser. */
  arriveWithSue(name: string, options?: BrowserContextOptions): Promise<Page>;
}

interface Fixtures {
  players: Players;
  /** Where Hero listens, to be reached by another name or through a `Link`. */
  heroPort: number;
  /** Bob's page, in Chromium. */
  bob: Page;
  /** Bob's way to Hero, in a test that has `bobOverLink`: it can be held and cut. */
  link: Link;
  bobOverLink: Page;
  /** A Hero that the test may kill and start again. */
  ownHero: OwnHero;
  /** Sue's page, in a browser of her own. */
  sue: Page;
}

/** The options that a project of playwright.config.ts sets. */
export interface PlayerOptions {
  sueBrowser: BrowserName;
}

export { expect } from '@playwright/test';

/**
 * A test with Bob and Sue. When it fails, a screenshot of every player and a trace of them all are kept: Playwright
 * sees to that for each context, also for those that are made here.
 */
export const test = base.extend<Fixtures, PlayerOptions & { sueBrowserProcess: Browser }>({
  sueBrowser: ['chromium', { option: true, scope: 'worker' }],

  browser: [async ({}, use) => withBrowser('chromium', use), { scope: 'worker' }],
  sueBrowserProcess: [async ({ sueBrowser }, use) => withBrowser(sueBrowser, use), { scope: 'worker' }],

  players: async ({ browser, sueBrowserProcess }, use) => {
    const arrived: Page[] = [];
    const arriveIn = (home: Browser, name: string, options?: BrowserContextOptions) =>
      base.step(`${name} arrives`, async () => {
        const page = await (await home.newContext({ reducedMotion: 'reduce', ...options })).newPage();
        arrived.push(page);
        return page;
      });
    await use({
      arrive: (name, options) => arriveIn(browser, name, options),
      arriveWithSue: (name, options) => arriveIn(sueBrowserProcess, name, options),
    });
    for (const page of arrived) await page.context().close();
  },

  heroPort: async ({ baseURL }, use) => use(Number(new URL(baseURL ?? '').port)),
  link: async ({ heroPort }, use) => {
    const link = await Link.open(heroPort);
    await use(link);
    await link.close();
  },
  bobOverLink: async ({ players, link }, use) => use(await players.arrive('Bob', { baseURL: link.url })),
  ownHero: async ({}, use) => {
    const hero = await OwnHero.start();
    await use(hero);
    await hero.close();
  },
  bob: async ({ players }, use) => use(await players.arrive('Bob')),
  sue: async ({ players }, use) => use(await players.arriveWithSue('Sue')),
});

async function withBrowser(name: BrowserName, use: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await launch(name);
  await use(browser);
  await browser.close();
}
