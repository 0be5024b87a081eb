import { mayClaimOlderRules } from './older-page.ts';
import { expect, test } from './players.ts';
import { join, push, startRoom, theButton, verdict } from './room.ts';

test('an unknown room says so, and offers the way home', { tag: '@alone' }, async ({ bob }) => {
  await bob.goto('/r/NOWHERE');
  await bob.getByRole('textbox', { name: 'Your name' }).fill('Bob');
  await bob.getByRole('button', { name: 'Join' }).click();
  await expect(bob.getByRole('heading', { name: 'No such room' })).toBeVisible();
  await bob.getByRole('button', { name: 'Start or join another room' }).click();
  await expect(bob.getByRole('heading', { name: 'Push the Button First!' })).toBeVisible();
});

test('without a name or a code the page says what is missing, and where', { tag: '@alone' }, async ({ bob }) => {
  await bob.goto('/');
  await bob.getByRole('button', { name: 'Start a room' }).click();
  await expect(bob.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await expect(bob.getByText('Say who you are first')).toBeVisible();
  await bob.getByRole('button', { name: 'Join' }).click();
  await expect(bob.getByRole('textbox', { name: 'Room code' })).toBeFocused();
});

test(
  'when Hero does not answer, starting a room says so and can be tried again',
  { tag: '@alone' },
  async ({ bob }) => {
    await bob.goto('/');
    await bob.route('**/api/rooms', (route) => route.abort());
    await bob.getByRole('textbox', { name: 'Your name' }).fill('Bob');
    await bob.getByRole('button', { name: 'Start a room' }).click();
    await expect(bob.getByText('Hero does not answer')).toBeVisible();
    await bob.unroute('**/api/rooms');
    await bob.getByRole('button', { name: 'Start a room' }).click();
    await expect(theButton(bob)).toBeVisible();
  },
);

test('a page that is older than Hero reloads once, then says what to do', { tag: '@alone' }, async ({ bob, sue }) => {
  const room = await startRoom(sue, 'Sue');
  let visits = 0;
  bob.on('framenavigated', () => (visits += 1));
  await mayClaimOlderRules(bob, { always: true });
  await bob.goto(room);
  await bob.getByRole('textbox', { name: 'Your name' }).fill('Bob');
  await bob.getByRole('button', { name: 'Join' }).click();
  await expect(bob.getByRole('heading', { name: 'A new version is out' })).toBeVisible();
  await expect.poll(() => visits).toBe(2);
  await expect(bob.getByRole('button', { name: 'Try again' })).toBeVisible();
  await join(await sue.context().newPage(), room, 'Ann');
});

test('what cannot be loaded is missing, and the game goes on without it', { tag: '@alone' }, async ({ bob }) => {
  await bob.route(/assets\/(QrCode|Inspector)/, (route) => route.abort());
  await startRoom(bob, 'Bob');
  await bob.getByRole('button', { name: 'What Hero saw' }).click();
  await expect(bob.getByText('This could not be loaded.')).toBeInViewport({ ratio: 1 });
  await push(bob);
  await expect(verdict(bob)).toContainText('Bob won!');
});

test('an address that the game does not have says so, and leads home', { tag: '@alone' }, async ({ bob }) => {
  const answer = await bob.goto('/nowhere');
  expect(answer?.status()).toBe(404);
  await expect(bob.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  await bob.getByRole('link', { name: 'Start or join another room' }).click();
  await expect(bob.getByRole('textbox', { name: 'Your name' })).toBeVisible();
});
