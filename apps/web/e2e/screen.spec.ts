import type { Page } from '@playwright/test';
import { expect, test } from './players.ts';
import { expectNothingCutOff, meet, playAgain, players, push, verdict } from './room.ts';

const TV = { width: 1920, height: 1080 };

test(
  'the big screen watches a room, and takes no seat in it',
  { tag: '@firefox' },
  async ({ bob, sue, players: people }) => {
    const room = new URL(await meet(bob, sue)).pathname;
    const screen = await people.arriveWithSue('the screen', { viewport: TV });
    await screen.goto(`${room}/screen`);
    const code = room.slice(-6);
    await expect(screen.getByText(code, { exact: true }).last()).toBeVisible();
    const qr = screen.getByRole('img', { name: `QR code of the link to room ${code}` });
    await expect.poll(() => qr.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await expect(verdict(screen)).toContainText('Push first!');
    await expect(screen.getByRole('button', { name: 'Push the button' })).toHaveCount(0);
    await push(sue);
    await expect(verdict(screen)).toContainText('Sue won!');
    await push(bob);
    const order = screen.getByRole('list', { name: 'Order' }).getByRole('listitem');
    await expect(order).toHaveText([/^1st Sue/, /^2nd Bob\+\d+ ms|^2nd Bob<1 ms/]);
    await expect(screen.getByRole('list', { name: 'Scores' }).getByRole('listitem')).toHaveText([/Sue.*1 win/, /Bob/]);
    for (const page of [bob, sue]) await expect(players(page)).toHaveCount(2);
    await playAgain(bob);
    await expect(verdict(screen)).toContainText('Push first!');
    await expect(screen.getByRole('list', { name: 'Order' })).toHaveCount(0);
  },
);

test(
  'on a television all of it is in view, and large enough for the back of the room',
  { tag: '@alone' },
  async ({ bob, sue, players: people }) => {
    const room = new URL(await meet(bob, sue)).pathname;
    const screen = await people.arrive('the screen', { viewport: TV });
    await screen.goto(`${room}/screen`);
    await push(bob);
    await push(sue);
    await expect(screen.getByRole('list', { name: 'Order' }).getByRole('listitem')).toHaveCount(2);
    await expect(screen.getByRole('list', { name: 'Scores' })).toBeInViewport({ ratio: 1 });
    const button = screen.getByRole('region', { name: 'The game' }).locator('> div').last();
    await expect(button).toBeInViewport({ ratio: 1 });
    await expectNothingCutOff(screen);
    // From five metres, a television of a metre and a quarter has letters of 17 mm and more.
    expect(await smallestText(screen)).toBeGreaterThan(TV.height * 0.027);
  },
);

test('who opens the screen of a room that does not exist is told', { tag: '@alone' }, async ({ bob }) => {
  await bob.goto('/r/NOWHERE/screen');
  await expect(bob.getByRole('heading', { name: 'No such room' })).toBeVisible();
});

/** The size of the smallest visible text, in CSS pixels. */
function smallestText(page: Page): Promise<number> {
  return page.getByRole('main').evaluate((main) => {
    const seen = [...main.querySelectorAll('*')].filter(
      (element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeName === '#text'),
    );
    return Math.min(...seen.map((element) => parseFloat(getComputedStyle(element).fontSize)));
  });
}
