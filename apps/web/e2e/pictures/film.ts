import { writeFile } from 'node:fs/promises';
import { join as inFolder } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import gifenc from 'gifenc';
import { PNG } from 'pngjs';
import { join, players, push, startRoom, theButton, verdict } from '../room.ts';
import { expect } from '../players.ts';
import { sizes } from './players.ts';

const { GIFEncoder, applyPalette, quantize } = gifenc;

/** What the README shows: two phones in one room as a short film, a laptop, and the big screen. */
export async function film(browser: Browser, url: string, folder: string): Promise<void> {
  const open = async (device: keyof typeof sizes, colorScheme: 'light' | 'dark') => {
    const context = await browser.newContext({ baseURL: url, viewport: sizes[device], colorScheme, locale: 'en' });
    return context.newPage();
  };
  const bob = await open('phone', 'light');
  const sue = await open('phone', 'dark');
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

/** How wide the film is, in pixels: as the README shows it. */
const WIDTH = 640;

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
      const { data, width, height } = smaller(image, WIDTH);
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

/** Every pixel is the mean of those that it stands for. */
function smaller(image: PNG, width: number): PNG {
  const scale = image.width / width;
  const small = new PNG({ width, height: Math.floor(image.height / scale) });
  for (let y = 0; y < small.height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let channel = 0; channel < 4; channel += 1)
        small.data[(y * width + x) * 4 + channel] = mean(image, { x: x * scale, y: y * scale, scale, channel });
  return small;
}

interface Square {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly channel: number;
}

function mean({ data, width }: PNG, { x, y, scale, channel }: Square): number {
  let [sum, count] = [0, 0];
  for (let row = Math.floor(y); row < y + scale; row += 1) {
    for (let column = Math.floor(x); column < x + scale; column += 1) {
      sum += data[(row * width + column) * 4 + channel] ?? 0;
      count += 1;
    }
  }
  return sum / count;
}
