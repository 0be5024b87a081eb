import { LAN_NAME } from '@button/browsers';
import { expect, test } from './players.ts';
import { join, meet, playAgain, players, push, startRoom, theButton, verdict } from './room.ts';

test('a reload keeps the room and the person', { tag: '@firefox' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  await push(bob);
  await expect(verdict(sue)).toContainText('Bob won!');
  await bob.reload();
  await expect(verdict(bob)).toContainText('That is you!');
  await expect(theButton(bob)).toHaveAttribute('aria-disabled', 'true');
  await expect(players(bob)).toHaveText([/Bob.*you/, /Sue/]);
  await expect(players(sue)).toHaveCount(2);
});

test('two tabs of one browser are two people, and the name is remembered', { tag: '@alone' }, async ({ bob }) => {
  const room = await startRoom(bob, 'Bob');
  const tab = await bob.context().newPage();
  await tab.goto(room);
  await expect(tab.getByRole('textbox', { name: 'Your name' })).toHaveValue('Bob');
  await join(tab, room, 'Bob too');
  for (const page of [bob, tab]) await expect(players(page)).toHaveText([/Bob/, /Bob too/]);
  await Promise.all([push(bob), push(tab)]);
  await expect(players(bob).filter({ hasText: '2nd' })).toHaveCount(1);
});

test('a closed tab that is opened again has the host’s role as before', { tag: '@alone' }, async ({ bob, sue }) => {
  const room = await meet(bob, sue);
  await push(bob);
  await expect(verdict(bob)).toContainText('Bob won!');
  const browser = bob.context();
  await bob.close();
  const again = await browser.newPage();
  await again.goto(room);
  await expect(again.getByRole('heading', { name: 'You are the host' })).toBeVisible();
  await expect(players(again)).toHaveText([/^Bob.*you.*host.*1 win/, /^Sue/]);
  await expect(players(sue)).toHaveCount(2);
});

test(
  'who goes back to the home while a push is not settled has pushed all the same',
  { tag: '@alone' },
  async ({ bobOverLink: bob, link, sue }) => {
    await meet(bob, sue);
    link.cut();
    await expect(bob.getByText('Reconnecting…')).toBeVisible();
    await push(bob);
    await expect(verdict(bob)).toContainText('You pushed!');
    await bob.goBack();
    await expect(bob.getByRole('button', { name: 'Start a room' })).toBeVisible();
    link.restore();
    await expect(verdict(sue)).toContainText('Bob won!');
    await bob.goForward();
    await expect(verdict(bob)).toContainText('That is you!');
    await expect(players(sue)).toHaveCount(2);
  },
);

test('a page that was frozen catches up when it is thawed', { tag: '@alone' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  const devtools = await bob.context().newCDPSession(bob);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await push(sue);
  await expect(verdict(sue)).toContainText('Sue won!');
  await playAgain(sue);
  await push(sue);
  await expect(verdict(sue)).toContainText('Sue won!');
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(verdict(bob)).toContainText('Sue won!');
  await push(bob);
  await expect(verdict(sue)).toContainText('Bob came');
});

test('a page with a slow processor agrees with the others', { tag: '@alone' }, async ({ bob, sue }) => {
  await meet(bob, sue);
  const devtools = await bob.context().newCDPSession(bob);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  for (let round = 1; round <= 3; round += 1) {
    await Promise.all([push(bob), push(sue)]);
    await expect(players(bob).filter({ hasText: '2nd' })).toHaveCount(1);
    const [winner = ''] = (await verdict(bob).innerText()).split('\n');
    expect(winner).toMatch(/^(Bob|Sue) won!$/);
    await expect(verdict(sue)).toContainText(winner);
    await playAgain(sue);
    await expect(verdict(bob)).toContainText('Push first!');
  }
});

test('on a LAN address, which is no secure context, everything works @firefox', async ({
  players: people,
  heroPort,
}) => {
  const lan = { baseURL: `http://${LAN_NAME}:${heroPort}` };
  const [bob, sue] = [await people.arrive('Bob', lan), await people.arriveWithSue('Sue', lan)];
  await meet(bob, sue);
  expect(await bob.evaluate(() => isSecureContext)).toBe(false);
  await Promise.all([push(bob), push(sue)]);
  await expect(players(bob).filter({ hasText: '2nd' })).toHaveCount(1);
  await expect(verdict(sue)).toContainText((await verdict(bob).innerText()).split('\n')[0] ?? '');
  await expect(bob.getByRole('link', { name: lan.baseURL })).toBeVisible();
});
