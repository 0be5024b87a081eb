import type { Locator, Page } from '@playwright/test';
import { expect, test } from './players.ts';
import { expectUnverified, linkDirectly, meet, push, theButton, verdict } from './room.ts';

async function openDrawer(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'What Hero saw' }).click();
  const drawer = page.getByRole('complementary', { name: 'What Hero saw' });
  await expect(drawer.getByRole('heading', { name: 'What Hero saw' })).toBeFocused();
  return drawer;
}

const lines = (drawer: Locator, list: string) => drawer.getByRole('list', { name: list }).getByRole('listitem');
const way = (drawer: Locator, name: string) => drawer.getByRole('group', { name, exact: true });

test(
  'in two tabs, one sees a push wait, arrive and settle, and from where each page knew of it',
  { tag: '@alone' },
  async ({ bob, sue }) => {
    await meet(bob, sue);
    await linkDirectly(bob, sue);
    const [bobs, sues] = [await openDrawer(bob), await openDrawer(sue)];
    await way(bobs, 'To Hero').getByRole('button', { name: 'Hold' }).click();
    await push(bob);

    await expect(lines(bobs, 'Unverified')).toHaveText([/Bob pushed in round 1.*from me/]);
    await expect(lines(sues, 'Unverified')).toHaveText([/Bob pushed in round 1.*from a peer/]);
    await way(bobs, 'To Hero').getByRole('button', { name: 'Release' }).click();

    await expect(lines(bobs, 'The record').first()).toHaveText(/Bob pushed in round 1.*first from me/);
    await expect(lines(sues, 'The record').first()).toHaveText(/Bob pushed in round 1.*first from a peer/);
    for (const drawer of [bobs, sues]) await expect(lines(drawer, 'Unverified')).toHaveCount(0);
  },
);

test(
  'moving along the record shows the state at that number, while the game goes on',
  { tag: '@alone' },
  async ({ bob, sue }) => {
    await meet(bob, sue);
    const drawer = await openDrawer(bob);
    await push(sue);
    await expect(drawer.getByText('Round 1: Sue was first.')).toBeVisible();
    const slider = drawer.getByRole('slider', { name: /State after number/ });
    await slider.press('ArrowLeft');
    await expect(drawer.getByText('Round 1: nobody has pushed.')).toBeVisible();
    await expect(lines(drawer, 'The record')).toHaveCount(0);
    await slider.press('Home');
    await expect(lines(drawer, 'The record')).toHaveCount(0);
    await expect(lines(drawer, 'Players then')).toHaveText([/Bob/, /Sue/]);
    await slider.press('End');
    await expect(drawer.getByText('Round 1: Sue was first.')).toBeVisible();
    await push(bob);
    await expect(lines(drawer, 'The record').first()).toContainText('Bob pushed in round 1');
    await expect(verdict(sue)).toContainText('Bob came');
  },
);

test(
  'the lag lab slows the way, holds it, loses the connection and brings it back',
  { tag: '@alone' },
  async ({ bob, sue }) => {
    await meet(bob, sue);
    const drawer = await openDrawer(bob);
    const delay = way(drawer, 'From Hero').getByRole('slider', { name: 'Delay' });
    await delay.fill('2000');
    await expect(delay).toHaveAttribute('aria-valuetext', '2000 ms');
    await way(drawer, 'From Hero').getByRole('button', { name: 'Hold' }).click();
    await push(bob);
    await expectUnverified(bob);
    await expect(verdict(sue)).toContainText('Bob won!');
    await expectUnverified(bob);
    await way(drawer, 'From Hero').getByRole('button', { name: 'Release' }).click();
    await expect(verdict(bob)).toContainText('Bob won!');
    await delay.fill('0');

    const loseIt = drawer
      .getByRole('group', { name: 'Me and Hero' })
      .getByRole('button', { name: 'Lose the connection' });
    await loseIt.click();
    await expect(bob.getByText('Reconnecting…')).toBeVisible();
    await sue.getByRole('button', { name: 'Play again' }).click();
    await push(sue);
    await expect(verdict(bob)).toContainText('Bob won!');
    await drawer.getByRole('button', { name: 'Bring it back' }).click();
    await expect(verdict(bob)).toContainText('Sue won!');
    await bob.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(bob.getByRole('button', { name: 'What Hero saw' })).toBeFocused();
  },
);

for (const [width, height] of [
  [320, 640],
  [1280, 800],
] as const) {
  test(`at ${width}×${height} one plays on beside the drawer`, { tag: '@alone' }, async ({ players: people }) => {
    const bob = await people.arrive('Bob', { viewport: { width, height } });
    const sue = await people.arrive('Sue');
    await meet(bob, sue);
    const drawer = await openDrawer(bob);
    await theButton(bob).scrollIntoViewIfNeeded();
    await push(bob);
    await expect(verdict(bob)).toContainText('Bob won!');
    await expect(lines(drawer, 'The record').first()).toContainText('Bob pushed');
    const beyond = await bob.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  });
}
