import type { Locator, Page } from '@playwright/test';
import { expect, test } from './players.ts';
import { join, meet, playAgain, players, push, startRoom, verdict } from './room.ts';

async function more(host: Page, name: string): Promise<void> {
  await host.getByRole('button', { name: `More for ${name}` }).click();
}

/** Somebody who asks the host to be let in. */
function knock(host: Page, name: string): Locator {
  const waiting = host.locator('section', { hasText: 'At the door' });
  return waiting.getByRole('listitem').filter({ hasText: name });
}

test(
  'the host renames somebody, removes somebody, who is told and stays out, and hands over',
  { tag: '@alone' },
  async ({ bob, sue, players: others }) => {
    const room = new URL(await meet(bob, sue)).pathname;
    const eve = await others.arrive('Eve');
    await join(eve, room, 'Eve');
    await more(bob, 'Sue');
    await bob.getByRole('textbox', { name: 'Name' }).fill('Susan');
    await bob.getByRole('button', { name: 'Rename' }).click();
    await expect(players(sue).filter({ hasText: 'you' })).toContainText('Susan');

    await more(bob, 'Eve');
    await bob.getByRole('button', { name: 'Remove' }).click();
    await expect(bob.getByText('They can come back under another name')).toBeVisible();
    await bob.getByRole('button', { name: 'Really remove Eve' }).click();
    await expect(eve.getByRole('heading', { name: 'You were removed' })).toBeVisible();
    await expect(eve.getByText('Only as somebody new could you come back')).toBeVisible();
    await eve.reload();
    await expect(eve.getByRole('heading', { name: 'You were removed' })).toBeVisible();
    await expect(players(bob)).toHaveCount(2);

    await more(bob, 'Susan');
    await bob.getByRole('button', { name: 'Make host' }).click();
    await expect(sue.getByRole('heading', { name: 'You are the host' })).toBeVisible();
    await expect(bob.getByRole('heading', { name: 'You are the host' })).toBeHidden();
  },
);

test(
  'a locked room lets back in who was here, and newcomers wait until the host lets them in or opens it',
  { tag: '@alone' },
  async ({ bob, sue, players: others }) => {
    const room = new URL(await meet(bob, sue)).pathname;
    await bob.getByRole('switch', { name: 'Lock the room' }).check();
    // A client's actions become official in order: once Bob's push is, so is what he did before.
    await push(bob);
    await expect(verdict(sue)).toContainText('Bob won!');
    const eve = await others.arrive('Eve');
    await eve.goto(room);
    await eve.getByRole('textbox', { name: 'Your name' }).fill('Eve');
    await eve.getByRole('button', { name: 'Join' }).click();
    await expect(eve.getByText('The host is asked to let you in.')).toBeVisible();
    await sue.reload();
    await expect(players(sue)).toHaveCount(2);
    await knock(bob, 'Eve').getByRole('button', { name: 'No' }).click();
    await expect(eve.getByRole('heading', { name: 'Not let in' })).toBeVisible();
    await eve.getByRole('button', { name: 'Try again' }).click();
    await knock(bob, 'Eve').getByRole('button', { name: 'Let in' }).click();
    await expect(players(eve)).toHaveCount(3);
    const ann = await others.arrive('Ann');
    await ann.goto(room);
    await ann.getByRole('textbox', { name: 'Your name' }).fill('Ann');
    await ann.getByRole('button', { name: 'Join' }).click();
    await expect(knock(bob, 'Ann')).toBeVisible();
    await bob.getByRole('switch', { name: 'Lock the room' }).uncheck();
    await playAgain(bob);
    await expect(verdict(sue)).toContainText('Push first!');
    await expect(players(ann)).toHaveCount(4);
  },
);

test(
  'the host removes somebody and locks the room in one place, and then a screen watches by the host’s link alone',
  { tag: '@alone' },
  async ({ bob, sue, players: others }) => {
    const room = new URL(await meet(bob, sue)).pathname;
    const eve = await others.arrive('Eve');
    await join(eve, room, 'Eve');
    await more(bob, 'Eve');
    await bob.getByRole('button', { name: 'Remove' }).click();
    await bob.getByRole('button', { name: 'Remove, and lock the room' }).click();
    await expect(eve.getByRole('heading', { name: 'You were removed' })).toBeVisible();
    await expect(bob.getByRole('switch', { name: 'Lock the room' })).toBeChecked();
    const screen = await others.arrive('screen');
    await screen.goto(`${room}/screen`);
    await expect(screen.getByRole('heading', { name: 'The room is locked' })).toBeVisible();
    const link = bob.getByRole('link', { name: 'Show on a big screen' });
    await screen.goto('/');
    await screen.goto(`/${(await link.getAttribute('href')) ?? ''}`);
    await expect(screen.getByRole('heading', { name: 'Scores' })).toBeVisible();
    await expect(bob.getByText('1 screen watches.')).toBeVisible();
    await bob.getByRole('button', { name: 'Send away' }).click();
    await expect(screen.getByRole('heading', { name: 'Sent away' })).toBeVisible();
    await expect(bob.getByText('1 screen watches.')).toBeHidden();
  },
);

test('a closed room is closed for everybody', { tag: '@alone' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await bob.getByRole('button', { name: 'Close the room' }).click();
  await bob.getByRole('button', { name: 'Really: end it for everybody' }).click();
  for (const page of [bob, sue]) await expect(page.getByRole('heading', { name: 'The room is closed' })).toBeVisible();
});

test('rounds that the host keeps to themselves are theirs to start', { tag: '@alone' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await bob.getByRole('switch', { name: 'Only I start rounds' }).check();
  await push(sue);
  await expect(sue.getByText('Bob starts the next round.')).toBeVisible();
  await playAgain(bob);
  await expect(verdict(sue)).toContainText('Push first!');
});

test(
  'who asks for a name that Hero rejects is told why beside the field, and the second Bob, in capitals, is BOB 2',
  { tag: '@alone' },
  async ({ bob, sue }) => {
    const room = await startRoom(bob, 'Bob');
    await sue.goto(room);
    await sue.getByRole('textbox', { name: 'Your name' }).fill('F u c k');
    await sue.getByRole('button', { name: 'Join' }).click();
    await expect(sue.getByRole('alert').getByText('People here would mind that name.')).toBeVisible();
    await expect(sue.getByRole('textbox', { name: 'Your name' })).toBeFocused();
    await sue.getByRole('textbox', { name: 'Your name' }).fill('B\u200bOB');
    await sue.getByRole('button', { name: 'Join' }).click();
    await expect(players(bob)).toHaveText([/^Bob.*you/, /^BOB 2/]);
    await sue.getByRole('button', { name: 'Change your name' }).click();
    const name = sue.getByRole('textbox', { name: 'Name' });
    for (const [wanted, problem] of [
      ['F u c k', 'People here would mind that name. Choose another one.'],
      ['B\u043eb', 'Somebody here has that name, or one that looks like it.'],
      ['\u200b', 'Say who you are first, so that the others know you.'],
      ['x'.repeat(21), 'A name has at most 20 letters.'],
      [`Z${'\u0301'.repeat(19)}oe`, 'That name has more accents than its letters can carry. Take some off.'],
      ['Bob\u0378', 'Some screens cannot show that name. Take out the unusual characters.'],
    ] as const) {
      await name.fill(wanted);
      await sue.getByRole('button', { name: 'Rename' }).click();
      await expect(name).toHaveAccessibleDescription(problem);
      await expect(name).toHaveValue(wanted);
    }
    await expect(players(bob)).toHaveText([/^Bob.*you/, /^BOB 2/]);
    await name.fill('👨‍👩‍👧‍👦'.repeat(3));
    await sue.getByRole('button', { name: 'Rename' }).click();
    await expect(players(bob)).toHaveText([/^Bob.*you/, /^(👨‍👩‍👧‍👦){3}/]);
    await expect(name).toHaveCount(0);
  },
);
