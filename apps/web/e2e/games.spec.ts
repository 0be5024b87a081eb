import type { Page } from '@playwright/test';
import { expect, test } from './players.ts';
import { join, meet, playAgain, players, push, theButton, verdict } from './room.ts';

/** Bob, who is the host, and Sue meet, and Ann comes too. Returns her page. */
async function meetWithAnn(bob: Page, sue: Page, others: { arrive(name: string): Promise<Page> }): Promise<Page> {
  const room = await meet(bob, sue);
  const ann = await others.arrive('Ann');
  await join(ann, new URL(room).pathname, 'Ann');
  return ann;
}

async function choose(host: Page, game: string): Promise<void> {
  await host.getByRole('radio', { name: game }).check();
}

test.describe('with three players', () => {
  test('Reflex: everybody gets ready, too early sits out, and the first after the light wins', async ({
    bob,
    sue,
    players: others,
  }) => {
    const ann = await meetWithAnn(bob, sue, others);
    await choose(bob, 'Reflex');
    for (const page of [bob, sue, ann]) await expect(theButton(page)).toBeDisabled();
    await sue.getByRole('button', { name: 'Start' }).click();
    for (const page of [bob, sue, ann]) await expect(verdict(page)).toContainText('Get ready…');
    await push(ann);
    await expect(verdict(ann)).toContainText('Too early!');
    await ann.reload();
    await expect(verdict(ann)).toContainText('Too early!');
    await expect(theButton(sue)).toHaveText('Push');
    await push(sue);
    for (const page of [bob, sue, ann]) await expect(verdict(page)).toContainText('Sue won!');
    await expect(players(bob).filter({ hasText: 'Ann' })).toContainText('too early');
    await playAgain(sue);
    for (const page of [bob, ann]) await expect(verdict(page)).toContainText('Get ready…');
    await expect(theButton(ann)).toHaveText('Push');
    await push(ann);
    await expect(verdict(bob)).toContainText('Ann won!');
  });

  test('Quiz: the host opens the buzzers, wrong passes it on, right wins a point, and undo takes it back', async ({
    bob,
    sue,
    players: others,
  }) => {
    const ann = await meetWithAnn(bob, sue, others);
    await choose(bob, 'Quiz');
    await expect(sue.getByText('Bob starts the next round.')).toBeVisible();
    await bob.getByRole('button', { name: 'Open the buzzers' }).click();
    await expect(verdict(sue)).toContainText('Push to answer!');
    await push(sue);
    await expect(verdict(sue)).toContainText('You answer!');
    await push(ann);
    await expect(verdict(ann)).toContainText('Sue answers');
    await expect(verdict(ann)).toContainText('You came 2nd');
    await bob.getByRole('button', { name: 'Wrong' }).click();
    await expect(verdict(ann)).toContainText('You answer!');
    await bob.getByRole('button', { name: 'Ann is right' }).click();
    for (const page of [bob, sue, ann]) await expect(verdict(page)).toContainText('Ann won!');
    await expect(players(sue).filter({ hasText: 'Ann' })).toContainText('1 win');
    await bob.getByRole('button', { name: 'Undo: Ann was right' }).click();
    await expect(verdict(ann)).toContainText('You answer!');
    await bob.getByRole('button', { name: 'Ann is right' }).click();
    await bob.getByRole('button', { name: 'Next question' }).click();
    await expect(verdict(sue)).toContainText('Push to answer!');
    await expect(players(sue).first()).toContainText('Ann');
  });
});

test(
  'the finish line has everybody with their milliseconds, and the round can be taken home',
  { tag: '@alone' },
  async ({ bob, sue }) => {
    await meet(bob, sue);
    await push(bob);
    await expect(verdict(sue)).toContainText('Bob won!');
    await push(sue);
    const line = sue.getByRole('list', { name: 'Finish line' }).getByRole('listitem');
    await expect(line).toHaveText([
      /1st Bob.*first.*ms to Hero and back/,
      /2nd Sue you.*\+\d+ ms.*ms to Hero and back/,
    ]);
    await playAgain(bob);
    await bob.getByText('Earlier rounds').click();
    await expect(bob.getByRole('listitem').filter({ hasText: 'Classic: Bob won' })).toBeVisible();
    const download = bob.waitForEvent('download');
    await bob.getByRole('button', { name: 'Save as CSV' }).click();
    const stream = await (await download).createReadStream();
    const csv = (await stream.toArray()).join('');
    expect(csv).toMatch(/^round,game,place,name,.*\r\n1,Classic,1,Bob,0,\d+,\S+\r\n1,Classic,2,Sue,\d+,\d+,\S+\r\n$/);
  },
);
