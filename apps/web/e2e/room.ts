import { expect, type Locator, type Page } from '@playwright/test';
import type { Words } from '../src/i18n/language.ts';
import { words as english } from '../src/i18n/languages/en.ts';

/** From the home page into a new room, in the words that the page has. Resolves to its address. */
export async function startRoom(page: Page, name: string, home = '/', words: Words = english): Promise<string> {
  await page.goto(home);
  await page.getByRole('textbox', { name: words.name.yours }).fill(name);
  await page.getByRole('button', { name: words.home.start }).click();
  await page.waitForURL(/\/r\/[A-Z]+$/);
  await expect(theButton(page, words)).toBeVisible();
  return page.url();
}

/** By a link that another person sent. */
export async function join(page: Page, room: string, name: string, words: Words = english): Promise<void> {
  await page.goto(room);
  await page.getByRole('textbox', { name: words.name.yours }).fill(name);
  await page.getByRole('button', { name: words.home.join }).click();
  await expect(theButton(page, words)).toBeVisible();
}

/** Bob starts a room, Sue joins it, and each sees both. */
export async function meet(bob: Page, sue: Page): Promise<string> {
  const room = await startRoom(bob, 'Bob');
  // By its path: Bob may have come in by another address than Sue.
  await join(sue, new URL(room).pathname, 'Sue');
  for (const page of [bob, sue]) await expect(players(page)).toHaveCount(2);
  return room;
}

/** Bob started the room and allows direct links, and Sue agrees; both pages have one. */
export async function linkDirectly(bob: Page, sue: Page): Promise<void> {
  await bob.getByRole('switch', { name: 'Show pushes at once' }).check();
  await agreeToLinks(sue);
  await expectLinked(bob, 'Sue');
  await expectLinked(sue, 'Bob');
}

export async function agreeToLinks(page: Page): Promise<void> {
  await page.getByRole('switch', { name: 'Link my page too' }).check();
}

export async function expectLinked(page: Page, names: string): Promise<void> {
  await expect(page.getByText(`Linked to ${names}.`)).toBeVisible();
}

export function theButton(page: Page, words: Words = english): Locator {
  return page.getByRole('button', { name: words.button.label });
}

export function verdict(page: Page): Locator {
  return page.getByRole('status');
}

/** The list of players, one item each. */
export function players(page: Page): Locator {
  return page.getByRole('list', { name: 'Players', exact: true }).getByRole('listitem');
}

export async function push(page: Page, words: Words = english): Promise<void> {
  await theButton(page, words).click();
}

export async function playAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Play again' }).click();
}

/** The page's texts about an unverified push. The word "won" is nowhere on it. */
export async function expectUnverified(page: Page): Promise<void> {
  await expect(verdict(page)).toContainText('You pushed!');
  await expect(page.locator('body')).not.toContainText(/\bwon\b/i);
}

/** Nothing is cut off at a side of the page, whichever way it runs. (A page that clips what is too wide never scrolls.) */
export async function expectNothingCutOff(page: Page): Promise<void> {
  const cutOff = await page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    const isCutOff = (element: Element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -1 || right > clientWidth + 1;
    };
    return [...document.body.querySelectorAll('*')].filter(isCutOff).map(({ outerHTML }) => outerHTML.slice(0, 100));
  });
  expect(cutOff).toEqual([]);
}
