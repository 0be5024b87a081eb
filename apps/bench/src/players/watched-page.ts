import { launch } from '@button/browsers';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformWithOxc } from 'vite';

declare global {
  interface Window {
    readonly watch: {
      /** Closes the page's connection to Hero. */
      cut(): void;
      /**
       * Resolves with the time from the arrival of the next message with pushes until it is painted, in milliseconds.
       */
      painted(): Promise<number>;
    };
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launch>>['newPage']>>;

const watchSockets = fileURLToPath(new URL('../../page/watch-sockets.ts', import.meta.url));

/** The game's own page, in a browser, as Hero serves it. */
export class WatchedPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async join(url: string, room: string): Promise<WatchedPage> {
    const { code } = await transformWithOxc(readFileSync(watchSockets, 'utf8'), watchSockets);
    const page = await (await launch('chromium')).newPage({ baseURL: url });
    await page.addInitScript({ content: code });
    await page.goto(`/r/${room}`);
    await page.getByRole('textbox', { name: 'Your name' }).fill('Bob');
    await page.getByRole('button', { name: 'Join' }).click();
    const watched = new WatchedPage(page);
    await watched.showsNewRound();
    return watched;
  }

  async showsNewRound(): Promise<void> {
    await this.#page.getByText('Push first!').waitFor();
  }

  /** Disconnects the page, so that it gets all pushes in one message when it comes back. */
  async goAway(): Promise<void> {
    await this.#page.context().setOffline(true);
    await this.#page.evaluate(() => window.watch.cut());
  }

  /** Reconnects. Resolves with the time from the arrival of that message until it is painted, in milliseconds. */
  async comeBack(): Promise<number> {
    const painted = this.#page.evaluate(() => window.watch.painted());
    await this.#page.context().setOffline(false);
    return painted;
  }

  async close(): Promise<void> {
    await this.#page.context().browser()?.close();
  }
}
