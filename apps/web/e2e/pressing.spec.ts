import { expect, test } from './players.ts';
import { join, meet, playAgain, players, push, startRoom, theButton, verdict } from './room.ts';

test('a whole game by keyboard alone, and the focus is never lost', { tag: '@alone' }, async ({ bob, sue }) => {
  await bob.goto('/');
  await bob.getByRole('textbox', { name: 'Your name' }).waitFor();
  await bob.keyboard.press('Tab');
  await expect(bob.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await bob.keyboard.type('Bob');
  await bob.keyboard.press('Enter');
  await bob.waitForURL(/\/r\//);
  await expect(theButton(bob)).toBeFocused();
  await join(sue, bob.url(), 'Sue');
  await expect(players(bob)).toHaveCount(2);

  await bob.keyboard.press('Space');
  await expect(verdict(sue)).toContainText('Bob won!');
  await expect(theButton(bob)).toBeFocused();
  await bob.keyboard.press('Tab');
  await expect(bob.getByRole('button', { name: 'Play again' })).toBeFocused();
  await expect(bob.getByRole('button', { name: 'Play again' })).toBeEnabled();
  await bob.keyboard.press('Enter');
  await expect(verdict(bob)).toContainText('Push first!');
  await expect(theButton(bob)).toBeFocused();
  await bob.keyboard.press('Enter');
  await expect(verdict(sue)).toContainText('Bob won!');
});

test('the button answers when it goes down, not when it comes up', { tag: '@firefox' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await theButton(sue).hover();
  await sue.mouse.down();
  await expect(verdict(bob)).toContainText('Sue won!');
  await sue.mouse.up();
  await expect(players(bob).filter({ hasText: '1st' })).toHaveCount(1);
  await playAgain(bob);
  await expect(verdict(sue)).toContainText('Push first!');
  await theButton(sue).focus();
  await sue.keyboard.down('Space');
  await expect(verdict(bob)).toContainText('Sue won!');
  await sue.keyboard.up('Space');
});

test('a key that is held down pushes once, and not in the next round', { tag: '@alone' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await theButton(bob).focus();
  await bob.keyboard.down('Space');
  await expect(verdict(sue)).toContainText('Bob won!');
  await sue.getByRole('button', { name: 'Play again' }).click();
  await expect(verdict(bob)).toContainText('Push first!');
  await bob.keyboard.down('Space');
  await bob.keyboard.up('Space');
  await push(sue);
  await expect(verdict(bob)).toContainText('Sue won!');
  await expect(verdict(bob)).toContainText('You can still push');
});

test('a tap with a finger pushes', { tag: '@alone' }, async ({ players: people, sue }) => {
  const bob = await people.arrive('Bob', { hasTouch: true, viewport: { width: 390, height: 844 } });
  const room = await startRoom(bob, 'Bob');
  await join(sue, room, 'Sue');
  await theButton(bob).tap();
  await expect(verdict(sue)).toContainText('Bob won!');
});

test('an assistive technology’s click, which no pointer made, pushes', { tag: '@alone' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await theButton(bob).evaluate((button: HTMLElement) => button.click());
  await expect(verdict(sue)).toContainText('Bob won!');
});

test('a right click is no push', { tag: '@alone' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await theButton(bob).click({ button: 'right' });
  await push(sue);
  await expect(verdict(bob)).toContainText('Sue won!');
  await expect(verdict(bob)).toContainText('You can still push');
});
