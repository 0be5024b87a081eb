import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { Words } from '../../src/i18n/language.ts';

/** How the page looks: in which words, and in which light. */
export interface Look {
  readonly language: string;
  readonly words: Words;
  readonly theme: 'light' | 'dark';
}

export const sizes = {
  phone: { width: 390, height: 844 },
  phoneOnItsSide: { width: 844, height: 390 },
  smallPhone: { width: 320, height: 568 },
  laptop: { width: 1280, height: 800 },
  television: { width: 1920, height: 1080 },
};

interface Setting {
  readonly url: string;
  readonly look: Look;
  readonly folder: string;
}

/** The pages of several people, all in the same colours and language, and their pictures. */
export class Players {
  readonly words: Words;
  readonly #browser: Browser;
  readonly #setting: Setting;
  readonly #pages = new Map<string, Page>();
  #taken = 0;

  constructor(browser: Browser, setting: Setting) {
    this.#browser = browser;
    this.#setting = setting;
    this.words = setting.look.words;
  }

  /** An empty page on a device. */
  async sitDown(who: string, device: keyof typeof sizes): Promise<Page> {
    const { url, look } = this.#setting;
    const context = await this.#browser.newContext({
      ...{ baseURL: url, locale: look.language, colorScheme: look.theme, reducedMotion: 'reduce' },
      viewport: sizes[device],
    });
    const page = await context.newPage();
    this.#pages.set(`${who} at a ${device}`, page);
    return page;
  }

  async press(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).click();
  }

  async leave(page: Page): Promise<void> {
    for (const [who, one] of this.#pages) if (one === page) this.#pages.delete(who);
    await page.context().close();
  }

  /** A picture of every page as its window shows it, and of its whole length if it is longer. */
  async take(state: string, isWhole = false): Promise<void> {
    const { folder, look } = this.#setting;
    this.#taken += 1;
    const number = String(this.#taken).padStart(2, '0');
    for (const [who, page] of this.#pages) {
      const path = join(folder, `${look.language}-${look.theme}`, `${number} ${state}, ${who}.png`);
      await page.screenshot({ path, fullPage: isWhole });
    }
  }
}
