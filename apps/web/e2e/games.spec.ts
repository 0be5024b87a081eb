import { Party } from './party.ts';
import { expect, test } from './players.ts';
import { meet, playAgain, players, push, theButton, verdict } from './room.ts';

test.describe(
  'three play, one reloads, one closes the tab and comes back, and the host leaves',
  { tag: '@firefox' },
  () => {
    test('Classic: the first push wins, and who wins stays the winner', async ({ players: people, ownHero }) => {
      const party = await Party.meet(people, ownHero.url);
      const { bob, sue } = party;
      await push(party.ann);
      for (const page of party.all) await expect(verdict(page)).toContainText('Ann won!');
      await push(bob);
      await expect(verdict(bob)).toContainText('You came 2nd');
      await sue.reload();
      await expect(verdict(sue)).toContainText('Ann won!');
      await party.annComesBack();
      await expect(verdict(party.ann)).toContainText('That is you! Bob came');
      await expect(players(sue).first()).toContainText('1 win');

      await party.hostLeaves();
      await expect(sue.getByRole('list', { name: 'Finish line' })).toContainText('2nd Bob');
      await sue.getByRole('switch', { name: 'Only I start rounds' }).check();
      await expect(party.ann.getByText('Sue starts the next round.')).toBeVisible();
      await playAgain(sue);
      await expect(verdict(party.ann)).toContainText('Push first!');
      await push(sue);
      for (const page of [sue, party.ann]) await expect(verdict(page)).toContainText('Sue won!');
    });

    test('Reflex: too early sits the round out, and the first after the light wins', async ({
      players: people,
      ownHero,
    }) => {
      const party = await Party.meet(people, ownHero.url);
      const { bob, sue } = party;
      await party.choose('Reflex');
      for (const page of party.all) await expect(theButton(page)).toBeDisabled();
      await sue.getByRole('button', { name: 'Start' }).click();
      for (const page of party.all) await expect(verdict(page)).toContainText('Get ready…');
      await push(sue);
      await expect(verdict(sue)).toContainText('Too early!');
      await sue.reload();
      await expect(verdict(sue)).toContainText('Too early!');
      await expect(theButton(party.ann)).toHaveText('Push');
      await party.annComesBack();
      await push(party.ann);
      for (const page of party.all) await expect(verdict(page)).toContainText('Ann won!');
      await expect(players(bob).filter({ hasText: 'Sue' })).toContainText('too early');

      await playAgain(party.ann);
      await party.hostLeaves();
      await expect(theButton(sue)).toHaveText('Push');
      await push(sue);
      for (const page of [sue, party.ann]) await expect(verdict(page)).toContainText('Sue won!');
    });

    test('Quiz: wrong passes it on, right is a point, and the new host goes on where the old one left', async ({
      players: people,
      ownHero,
    }) => {
      const party = await Party.meet(people, ownHero.url);
      const { bob, sue } = party;
      await party.choose('Quiz');
      await expect(sue.getByText('Bob starts the next round.')).toBeVisible();
      await bob.getByRole('button', { name: 'Open the buzzers' }).click();
      await expect(verdict(sue)).toContainText('Push to answer!');
      await push(sue);
      await expect(verdict(sue)).toContainText('You answer!');
      await push(party.ann);
      await expect(verdict(party.ann)).toContainText('Sue answers');
      await expect(verdict(party.ann)).toContainText('You came 2nd');
      await sue.reload();
      await expect(verdict(sue)).toContainText('You answer!');
      await bob.getByRole('button', { name: 'Wrong' }).click();
      await party.annComesBack();
      await expect(verdict(party.ann)).toContainText('You answer!');

      await party.hostLeaves();
      await sue.getByRole('button', { name: 'Ann is right' }).click();
      for (const page of [sue, party.ann]) await expect(verdict(page)).toContainText('Ann won!');
      await expect(players(sue).filter({ hasText: 'Ann' })).toContainText('1 win');
      await sue.getByRole('button', { name: 'Undo: Ann was right' }).click();
      await expect(verdict(party.ann)).toContainText('You answer!');
      await sue.getByRole('button', { name: 'Ann is right' }).click();
      await sue.getByRole('button', { name: 'Next question' }).click();
      await expect(verdict(party.ann)).toContainText('Push to answer!');
      await expect(players(sue).first()).toContainText('Ann');
    });
  },
);

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
