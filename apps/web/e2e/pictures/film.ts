import { writeFile } from 'node:fs/promises';
import { join as inFolder } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import gifenc from 'gifenc';
import { PNG } from 'pngjs';
import { join, players, push, startRoom, theButton, verdict } from '../room.ts';
import { expect } from '../players.ts';
import { sizes } from './players.ts';

const { GIFEncoder, applyPalette, quantize } = gifenc;

/** The README's pictures: two phones in one room as a short film, a laptop, and the big screen. */
export async function film(browser: Browser, url: string, folder: string): Promise<void> {
  const open = async (device: keyof typeof sizes, colorScheme: 'light' | 'dark', deviceScaleFactor = 1) => {
    const look = { viewport: sizes[device], colorScheme, deviceScaleFactor };
    const context = await browser.newContext({ baseURL: url, locale: 'en', ...look });
    return context.newPage();
  };
  const bob = await open('phone', 'light', SCALE);
  const sue = await open('phone', 'dark', SCALE);
  const screen = await open('television', 'light');
  const ann = await open('laptop', 'light');
  const still = (page: Page, name: string) => page.screenshot({ path: inFolder(folder, `${name}.png`) });

  await ann.goto('/');
  await expect(theStart(ann)).toBeVisible();
  await still(ann, 'home');
  const room = await startRoom(bob, 'Bob');
  await join(sue, room, 'Sue');
  await screen.goto(`${room}/screen`);
  await expect(players(bob)).toHaveCount(2);
  await bob.getByRole('radio', { name: 'Reflex' }).check();
  await bob.getByRole('button', { name: 'Start' }).click();
  await bob.evaluate(() => scrollTo(0, 0));
  await expect(verdict(sue)).toContainText('Get ready…');

  const camera = new Camera([bob, sue]);
  await camera.run(6);
  await expect(theButton(sue)).toHaveText('Push');
  await camera.run(3);
  await push(sue);
  await push(bob);
  await camera.run(12);
  await writeFile(inFolder(folder, 'round.gif'), camera.film());

  await join(ann, room, 'Ann');
  await push(ann);
  await expect(verdict(ann)).toContainText('You came 3rd');
  await still(ann, 'room');
  await still(screen, 'screen');
}

const theStart = (page: Page) => page.getByRole('button', { name: 'Start a room' });

/** So that two phones are as wide as the README is, in a file that is not too large for it. */
const SCALE = 0.8;

interface Frame {
  readonly image: PNG;
  /** When it was taken, in milliseconds. */
  readonly at: number;
}

/** Takes frames of pages side by side, as fast as the machine can, and remembers when. */
class Camera {
  readonly #pages: readonly Page[];
  readonly #frames: Frame[] = [];

  constructor(pages: readonly Page[]) {
    this.#pages = pages;
  }

  async run(frames: number): Promise<void> {
    for (let taken = 0; taken < frames; taken += 1) {
      const at = performance.now();
      const images = await Promise.all(this.#pages.map(async (page) => PNG.sync.read(await page.screenshot())));
      this.#frames.push({ image: sideBySide(images), at });
    }
  }

  film(): Uint8Array {
    const gif = GIFEncoder();
    this.#frames.forEach(({ image, at }, index) => {
      const { data, width, height } = image;
      const palette = quantize(data, 128);
      const next = this.#frames[index + 1];
      gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay: next ? next.at - at : 3_000 });
    });
    gif.finish();
    return gif.bytes();
  }
}

function sideBySide(images: readonly PNG[]): PNG {
  const height = Math.max(...images.map((image) => image.height));
  const all = new PNG({ width: images.reduce((sum, image) => sum + image.width, 0), height });
  let x = 0;
  for (const image of images) {
    PNG.bitblt(image, all, 0, 0, image.width, image.height, x, 0);
    x += image.width;
  }
  return all;
}
