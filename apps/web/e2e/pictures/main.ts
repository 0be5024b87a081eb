import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as ar from '../../src/i18n/languages/ar.ts';
import * as en from '../../src/i18n/languages/en.ts';
import * as es from '../../src/i18n/languages/es.ts';
import { launch } from '@button/browsers';
import { OwnHero } from '../own-hero.ts';
import { film } from './film.ts';
import { Players, type Look } from './players.ts';
import { story } from './story.ts';

/** The pictures of the README, and every screen in every state beside them, from the game as it is built. */
const all = fileURLToPath(new URL('../../../../pictures/', import.meta.url));
const ofReadme = fileURLToPath(new URL('../../../../docs/', import.meta.url));

const looks: readonly Look[] = [
  { language: 'en', words: en.words, theme: 'light' },
  { language: 'en', words: en.words, theme: 'dark' },
  { language: 'ar', words: ar.words, theme: 'light' },
  { language: 'ar', words: ar.words, theme: 'dark' },
  { language: 'es', words: es.words, theme: 'light' },
];

await rm(all, { recursive: true, force: true });
await mkdir(ofReadme, { recursive: true });
const browser = await launch('chromium');
try {
  for (const look of looks) {
    console.log(`${look.language}, ${look.theme}`);
    await withHero((url) => story(new Players(browser, { url, look, folder: all })));
  }
  console.log('the pictures of the README');
  await withHero((url) => film(browser, url, ofReadme));
} finally {
  await browser.close();
}
console.log(`Every screen: ${all}\nOf the README: ${ofReadme}`);

async function withHero(use: (url: string) => Promise<void>): Promise<void> {
  const hero = await OwnHero.start();
  try {
    await use(hero.url);
  } finally {
    await hero.close();
  }
}
