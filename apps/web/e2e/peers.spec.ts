import type { Page } from '@playwright/test';
import { expect, test } from './players.ts';
import { agreeToLinks, expectLinked, expectUnverified, linkDirectly, meet, playAgain, push, verdict } from './room.ts';

test.describe('two pages that are linked directly', () => {
  test.beforeEach(async ({ bobOverLink: bob, sue }) => {
    await meet(bob, sue);
    await linkDirectly(bob, sue);
  });

  test('a friend sees a push while Hero cannot hear of it, and the record decides in the end', async ({
    bobOverLink: bob,
    link,
    sue,
  }) => {
    link.hold();
    await push(bob);
    await expectUnverified(bob);
    await expect(verdict(sue)).toContainText('Bob pushed…');
    await expect(sue.locator('body')).not.toContainText(/\bwon\b/i);
    link.release();

    for (const page of [bob, sue]) await expect(verdict(page)).toContainText('Bob won!');
  });

  test('Hero’s verdict contradicts what both saw, and both correct to the same winner', async ({
    bobOverLink: bob,
    link,
    sue,
  }) => {
    link.hold();
    await push(bob);
    await expect(verdict(sue)).toContainText('Bob pushed…');
    const said = await writeDownHeadlines(bob);
    await push(sue);
    for (const page of [bob, sue]) await expect(verdict(page)).toContainText('Sue won!');
    link.release();

    await expect(verdict(bob)).toContainText(/You came 2nd: Sue was \d+ ms earlier\./);
    await expect(verdict(sue)).toContainText(/That is you! Bob came \d+ ms later\./);
    expect(await said()).toEqual(['Sue won!']);
  });

  test('a direct link comes back when one side reloads', async ({ bobOverLink: bob, link, sue }) => {
    await sue.reload();
    await expectLinked(sue, 'Bob');

    link.hold();
    await push(bob);
    await expect(verdict(sue)).toContainText('Bob pushed…');
    link.release();
    await expect(verdict(sue)).toContainText('Bob won!');
  });
});

test('without the host’s leave and its own person’s, no page even tries to link directly', async ({ bob, sue }) => {
  for (const page of [bob, sue]) {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'RTCPeerConnection', {
        value: function () {
          document.title = 'tried to link';
        },
      });
    });
  }
  await meet(bob, sue);
  await expect(sue.getByRole('switch', { name: 'Show pushes at once' })).toHaveCount(0);
  await expect(bob.getByText('show your network address')).toBeVisible();
  await push(bob);
  await expect(verdict(sue)).toContainText('Bob won!');
  await playAgain(sue);
  for (const page of [bob, sue]) await expect(page).not.toHaveTitle('tried to link');
  await bob.getByRole('switch', { name: 'Show pushes at once' }).check();
  await expect(sue.getByText('show your network address')).toBeVisible();
  await push(sue);
  await expect(verdict(bob)).toContainText('Sue won!');
  for (const page of [bob, sue]) await expect(page).not.toHaveTitle('tried to link');
  await agreeToLinks(sue);
  for (const page of [bob, sue]) await expect(page).toHaveTitle('tried to link');
});

/** All headlines of the status from here on, each once. */
async function writeDownHeadlines(page: Page): Promise<() => Promise<string[]>> {
  const headline = verdict(page).getByRole('paragraph').first();
  const list = await headline.evaluateHandle((element) => {
    const seen: string[] = [];
    new MutationObserver(() => {
      const text = element.textContent;
      if (seen.at(-1) !== text) seen.push(text);
    }).observe(element, { characterData: true, childList: true, subtree: true });
    return seen;
  });
  return () => list.jsonValue();
}
