import { expectUnverified, join, meet, playAgain, players, push, startRoom, theButton, verdict } from './room.ts';
import { expect, test } from './players.ts';

test(
  'both push at the same moment, round after round, and both name the same winner',
  { tag: '@firefox' },
  async ({ bob, sue }) => {
    await meet(bob, sue);
    for (let round = 1; round <= 10; round += 1) {
      await Promise.all([push(bob), push(sue)]);
      const [onBobs, onSues] = [verdict(bob), verdict(sue)];
      await expect(onBobs).toContainText('won!');
      await expect(players(bob).filter({ hasText: '2nd' })).toHaveCount(1);
      const winner = (await onBobs.innerText()).split(' won!')[0] ?? '';
      expect(['Bob', 'Sue']).toContain(winner);
      await expect(onSues).toContainText(`${winner} won!`);
      await expect(winner === 'Bob' ? onBobs : onSues).toContainText('That is you!');
      await expect(winner === 'Bob' ? onSues : onBobs).toContainText('You came 2nd');
      await playAgain(round % 2 ? bob : sue);
      for (const page of [bob, sue]) await expect(verdict(page)).toContainText('Push first!');
    }
  },
);

test('a third player who arrives late sees the winner', { tag: '@alone' }, async ({ bob, sue, players: others }) => {
  const room = await meet(bob, sue);
  await push(sue);
  await expect(verdict(bob)).toContainText('Sue won!');
  const ann = await others.arrive('Ann');
  await join(ann, room, 'Ann');
  await expect(verdict(ann)).toContainText('Sue won!');
  await expect(players(bob)).toHaveCount(3);
});

test('a winner who has left is still named', { tag: '@alone' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await push(sue);
  await expect(verdict(bob)).toContainText('Sue won!');
  await sue.close();
  await expect(players(bob)).toHaveCount(1);
  await expect(verdict(bob)).toContainText('Sue won!');
});

test('play again brings the button up for everybody', { tag: '@firefox' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await push(bob);
  await expect(verdict(sue)).toContainText('Bob won!');
  await playAgain(sue);
  for (const page of [bob, sue]) {
    await expect(verdict(page)).toContainText('Push first!');
    await expect(theButton(page)).toHaveAttribute('aria-disabled', 'false');
    await expect(page.getByRole('button', { name: 'Play again' })).toBeHidden();
  }
  await push(sue);
  await expect(verdict(bob)).toContainText('Sue won!');
});

test('whoever did not win can still push for a place', { tag: '@alone' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await push(bob);
  await expect(verdict(sue)).toContainText('You can still push');
  await push(sue);
  await expect(verdict(sue)).toContainText(/You came 2nd: Bob was \d+ ms earlier\./);
  await expect(verdict(bob)).toContainText(/Sue came \d+ ms later/);
});

test('a room is found by its code, however it is typed', { tag: '@alone' }, async ({ bob, sue }) => {
  const room = await startRoom(bob, 'Bob');
  await sue.goto('/');
  await sue.getByRole('textbox', { name: 'Your name' }).fill('Sue');
  await sue.getByRole('textbox', { name: 'Room code' }).fill(` ${room.slice(-6).toLowerCase()}`);
  await sue.getByRole('button', { name: 'Join' }).click();
  await expect(players(bob)).toHaveText([/Bob/, /Sue/]);
});

test('a push shows at once, and only Hero’s verdict has the word "won" @firefox', async ({ bob, sue }) => {
  const room = await meet(bob, sue);
  await expect(bob.locator('body')).not.toContainText(/\bwon\b/i);
  await bob.context().setOffline(true);
  await push(bob);
  await expectUnverified(bob);
  await expect(sue.locator('body')).not.toContainText(/\bwon\b/i);
  await bob.context().setOffline(false);
  await expect(verdict(bob)).toContainText('Bob won!');
  expect(room).toBe(bob.url());
});
