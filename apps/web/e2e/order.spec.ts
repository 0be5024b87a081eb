import { expect, test } from './players.ts';
import { expectUnverified, meet, players, push, verdict } from './room.ts';

test(
  'Hero’s order decides, not the press: Bob presses first, but his message comes later',
  { tag: '@alone' },
  async ({ bobOverLink: bob, link, sue }) => {
    await meet(bob, sue);

    link.hold();
    await push(bob);
    await expectUnverified(bob);
    await push(sue);
    await expect(verdict(sue)).toContainText('Sue won!');
    await expect(verdict(bob)).toContainText('Sue won!');
    await expect(verdict(bob)).toContainText('Asking Hero');
    link.release();

    await expect(verdict(bob)).toContainText('You came 2nd');
    await expect(verdict(sue)).toContainText('Bob came');
  },
);

test(
  'the link to Hero is cut and restored: the push made meanwhile counts once',
  { tag: '@alone' },
  async ({ bobOverLink: bob, link, sue }) => {
    await meet(bob, sue);

    link.cut();
    await expect(bob.getByText('Reconnecting…')).toBeVisible();
    await push(bob);
    await expectUnverified(bob);
    await expect(verdict(bob)).toContainText('It is kept');
    link.restore();

    await expect(verdict(bob)).toContainText('Bob won!');
    await expect(bob.getByText('Reconnecting…')).toBeHidden();
    await expect(verdict(sue)).toContainText('Bob won!');
    await expect(players(sue).filter({ hasText: '1st' })).toHaveText([/Bob/]);
    await push(sue);
    await expect(verdict(bob)).toContainText('Sue came');
  },
);

test(
  'a push for a round that is over by then comes too late, and its person is told',
  { tag: '@alone' },
  async ({ bobOverLink: bob, link, sue }) => {
    await meet(bob, sue);

    link.hold();
    await push(bob);
    await push(sue);
    await expect(verdict(sue)).toContainText('Sue won!');
    await sue.getByRole('button', { name: 'Play again' }).click();
    await expect(verdict(bob)).toContainText('Push first!');
    link.release();

    await expect(bob.getByText('Too late')).toBeVisible();
    await expect(verdict(sue)).toContainText('Push first!');
  },
);
