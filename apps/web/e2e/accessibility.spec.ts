import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './players.ts';
import { join, players, push, startRoom, theButton, verdict } from './room.ts';

/** What axe finds wrong with what the page shows: in light, and in dark, where only the colours are others. */
async function expectNothingFrom(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'dark') axe.withRules('color-contrast');
    const { violations } = await axe.analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`),
      `${state}, ${colorScheme}`,
    ).toEqual([]);
  }
}

test('axe finds nothing, on any page in any state', { tag: '@alone' }, async ({ bob, sue }) => {
  await bob.goto('/');
  await expectNothingFrom(bob, 'home');
  await bob.getByRole('button', { name: 'Start a room' }).click();
  await expectNothingFrom(bob, 'home, without a name');
  const room = await startRoom(bob, 'Bob');
  await expectNothingFrom(bob, 'alone in a room');
  await sue.goto(room);
  await expectNothingFrom(sue, 'the door');
  await join(sue, room, 'Sue');
  await expect(players(bob)).toHaveCount(2);
  await bob.context().setOffline(true);
  await push(bob);
  await expectNothingFrom(bob, 'unverified');
  await bob.context().setOffline(false);
  await expect(verdict(bob)).toContainText('Bob won!');
  await expectNothingFrom(bob, 'victory');
  await expect(verdict(sue)).toContainText('Bob won!');
  await expectNothingFrom(sue, 'verdict');
  await bob.goto('/r/NOWHERE');
  await bob.getByRole('textbox', { name: 'Your name' }).fill('Bob');
  await bob.getByRole('button', { name: 'Join' }).click();
  await bob.getByRole('heading', { name: 'No such room' }).waitFor();
  await expectNothingFrom(bob, 'an unknown room');
});

test('axe finds nothing in the drawer', { tag: '@alone' }, async ({ bob }) => {
  await startRoom(bob, 'Bob');
  await bob.getByRole('switch', { name: 'Show pushes at once' }).check();
  await bob.getByRole('button', { name: 'What Hero saw' }).click();
  await bob.getByRole('heading', { name: 'Lag lab' }).waitFor();
  await expectNothingFrom(bob, 'what Hero saw');
});

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
      await expectNoSidewaysScrolling(bob);
      await bob.goto('/');
      await expectNoSidewaysScrolling(bob);
    },
  );
}

test('at 320 pixels with text twice as large nothing is cut off', { tag: '@alone' }, async ({ players: people }) => {
  const bob = await people.arrive('Bob', { viewport: { width: 320, height: 640 } });
  await startRoom(bob, 'Bob the Magnificent');
  await push(bob);
  await expect(verdict(bob)).toContainText('won!');
  await bob.addStyleTag({ content: 'html { font-size: 200% !important }' });
  await expectNoSidewaysScrolling(bob);
  await theButton(bob).scrollIntoViewIfNeeded();
  await expect(theButton(bob)).toBeInViewport({ ratio: 1 });
});

async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond).toBeLessThanOrEqual(0);
}
