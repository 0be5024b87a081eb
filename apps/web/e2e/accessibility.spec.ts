import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type Axe from 'axe-core';
import { expect, test } from './players.ts';
import { agreeToLinks, expectNothingCutOff, meet, playAgain, push, startRoom, theButton, verdict } from './room.ts';

declare global {
  var axe: typeof Axe;
}

const axeItself = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The rules that are checked in every theme and direction; all others do not depend on them. */
const LAYOUT_AND_COLOUR = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

interface Look {
  readonly state: string;
  readonly theme: 'light' | 'dark';
  readonly direction: 'ltr' | 'rtl';
}

/**
 * What axe finds wrong with what these pages show: in light and dark, from left to right and from right to left. (By the
 * page's own style, because not every browser here lets its driver ask for dark.)
 */
async function expectNothingFrom(state: string, ...pages: readonly Page[]): Promise<void> {
  await Promise.all(
    pages.map(async (page) => {
      await expectNothingIn(page, { state, theme: 'light', direction: 'ltr' });
      // No colour hangs on the direction, and no place on the theme: so both are the other way at once.
      await expectNothingIn(page, { state, theme: 'dark', direction: 'rtl' }, { runOnly: LAYOUT_AND_COLOUR });
    }),
  );
}

async function expectNothingIn(page: Page, look: Look, options: Axe.RunOptions = {}): Promise<void> {
  const found = await page.evaluate(
    async ({ theme, direction, options }) => {
      document.documentElement.style.colorScheme = theme;
      document.documentElement.dir = direction;
      const { violations } = await axe.run({ resultTypes: ['violations'], ...options });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
    },
    { ...look, options },
  );
  expect(found, JSON.stringify(look)).toEqual([]);
}

test.describe('axe finds nothing, light or dark, in either direction', { tag: '@firefox' }, () => {
  // It is in every page before the page's own scripts, because to bring it again for each look takes longer than to look.
  const withAxe = (...pages: readonly Page[]) =>
    Promise.all(pages.map((page) => page.addInitScript({ path: axeItself })));

  test('on the way in', async ({ bob, sue }) => {
    await withAxe(bob, sue);
    for (const page of [bob, sue]) await page.goto('/');
    await expectNothingFrom('home', bob, sue);
    for (const page of [bob, sue]) await page.getByRole('button', { name: 'Start a room' }).click();
    await expectNothingFrom('home, without a name', bob, sue);
    const room = await startRoom(bob, 'Bob');
    await sue.goto(room);
    await expectNothingFrom('alone, and at the door', bob, sue);
    for (const page of [bob, sue]) await page.goto('/r/NOWHERE');
    await sue.getByRole('textbox', { name: 'Your name' }).fill('Sue');
    for (const page of [bob, sue]) {
      await page.getByRole('button', { name: 'Join' }).click();
      await page.getByRole('heading', { name: 'No such room' }).waitFor();
    }
    await expectNothingFrom('an unknown room', bob, sue);
    for (const page of [bob, sue]) await page.goto('/nowhere');
    await expectNothingFrom('an unknown page', bob, sue);
  });

  test('in a classic round, and on the big screen', async ({ sue, players: people, link, bobOverLink }) => {
    const screen = await people.arriveWithSue('the screen');
    await withAxe(bobOverLink, sue, screen);
    const room = new URL(await meet(bobOverLink, sue)).pathname;
    await screen.goto(`${room}/screen`);
    await expect(verdict(screen)).toContainText('Push first!');
    await expectNothingFrom('push first', bobOverLink, screen);
    link.hold();
    await push(bobOverLink);
    await expectNothingFrom('unverified', bobOverLink);
    link.release();
    await expect(verdict(sue)).toContainText('Bob won!');
    await push(sue);
    await expect(verdict(sue)).toContainText('You came 2nd');
    await expectNothingFrom('victory, and a correction', bobOverLink, sue);
    await expectNothingFrom('the winner on the screen', screen);
    link.cut();
    await expect(bobOverLink.getByText('Reconnecting…')).toBeVisible();
    await expectNothingFrom('the line is down', bobOverLink);
  });

  test('in Reflex', async ({ bob, sue }) => {
    await withAxe(bob, sue);
    await meet(bob, sue);
    await bob.getByRole('radio', { name: 'Reflex' }).check();
    await expect(verdict(sue)).toContainText('Reflex');
    await expectNothingFrom('before the round', bob, sue);
    await bob.getByRole('button', { name: 'Start' }).click();
    await expect(verdict(sue)).toContainText('Get ready…');
    await push(sue);
    await expect(verdict(sue)).toContainText('Too early!');
    await push(bob);
    await expect(verdict(sue)).toContainText('Nobody won');
    await expectNothingFrom('nobody won', bob, sue);
  });

  test('in the quiz', async ({ bob, sue }) => {
    await withAxe(bob, sue);
    await meet(bob, sue);
    await bob.getByRole('radio', { name: 'Quiz' }).check();
    await bob.getByRole('button', { name: 'Open the buzzers' }).click();
    await push(sue);
    await expect(bob.getByRole('button', { name: 'Sue is right' })).toBeVisible();
    await expectNothingFrom('somebody answers', bob, sue);
    await bob.getByRole('button', { name: 'Wrong' }).click();
    await expect(verdict(sue)).toContainText('Not right');
    await expectNothingFrom('a wrong answer', bob, sue);
  });

  test('in what one opens', async ({ bob, sue }) => {
    await withAxe(bob, sue);
    await meet(bob, sue);
    await push(bob);
    await playAgain(bob);
    for (const page of [bob, sue]) {
      await page.getByText('Earlier rounds').click();
      await page
        .getByRole('button', { name: /^(More for|Change)/ })
        .first()
        .click();
    }
    await bob.getByRole('switch', { name: 'Show pushes at once' }).check();
    await agreeToLinks(sue);
    await expectNothingFrom('earlier rounds, the menu of a person, direct links', bob, sue);
    for (const page of [bob, sue]) {
      await page.getByRole('button', { name: 'What Hero saw' }).click();
      await page.getByRole('heading', { name: 'Lag lab' }).waitFor();
    }
    await expectNothingFrom('what Hero saw', bob, sue);
  });
});

test(
  'a round and its verdict are announced once, in words, however many push after',
  { tag: '@firefox' },
  async ({ bob, sue }) => {
    await meet(bob, sue);
    const said = await hear(bob);
    await push(bob);
    await expect(verdict(bob)).toContainText('Bob won!');
    await push(sue);
    await expect(verdict(bob)).toContainText('Sue came');
    await playAgain(sue);
    await expect(verdict(bob)).toContainText('Push first!');
    expect((await said()).filter((text) => /won|Round|first!/.test(text))).toEqual([
      'Bob won!',
      'Round 2',
      'Push first!',
    ]);
  },
);

/** The texts that a screen reader announces from now on: changes in the page's live regions. */
async function hear(page: Page): Promise<() => Promise<readonly string[]>> {
  const heard = await page.evaluateHandle(() => {
    const texts: string[] = [];
    const listen = (records: MutationRecord[]) => {
      for (const { target } of records) {
        const live = target.parentElement?.closest('[role=status], [role=alert], [aria-live]');
        if (live) texts.push((live.getAttribute('aria-atomic') === 'false' ? target : live).textContent ?? '');
      }
    };
    new MutationObserver(listen).observe(document.body, { subtree: true, characterData: true, childList: true });
    return texts;
  });
  return () => heard.jsonValue();
}

for (const [width, height] of [
  [320, 640],
  [390, 844],
  [844, 390],
  [1280, 800],
  [1920, 1080],
] as const) {
  test(
    `at ${width}×${height} everything that one pushes is in view, and nothing is cut off`,
    { tag: '@alone' },
    async ({ players: people }) => {
      const bob = await people.arrive('Bob', { viewport: { width, height } });
      await startRoom(bob, 'Bob');
      await expect(theButton(bob)).toBeInViewport({ ratio: 1 });
      await push(bob);
      await expect(bob.getByRole('button', { name: 'Play again' })).toBeInViewport({ ratio: 1 });
      await expectNothingCutOff(bob);
      await bob.goto('/');
      await expectNothingCutOff(bob);
    },
  );
}

test('at 320 pixels with text twice as large nothing is cut off', { tag: '@alone' }, async ({ players: people }) => {
  const bob = await people.arrive('Bob', { viewport: { width: 320, height: 640 } });
  await startRoom(bob, 'Bob the Magnificent');
  await push(bob);
  await expect(verdict(bob)).toContainText('won!');
  await bob.addStyleTag({ content: 'html { font-size: 200% !important }' });
  await expectNothingCutOff(bob);
  await theButton(bob).scrollIntoViewIfNeeded();
  await expect(theButton(bob)).toBeInViewport({ ratio: 1 });
});
