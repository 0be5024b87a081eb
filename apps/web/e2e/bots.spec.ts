import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from './players.ts';
import { playAgain, push, startRoom, theButton, verdict } from './room.ts';

const house = fileURLToPath(new URL('../../..', import.meta.url));

test('simulated players come in and push, and leave with Ctrl+C', { tag: '@alone' }, async ({ bob, heroPort }) => {
  const room = await startRoom(bob, 'Bob');
  const code = room.split('/').at(-1) ?? '';
  await bob.getByRole('radio', { name: 'Reflex' }).check();
  const url = `http://127.0.0.1:${heroPort}`;
  const script = ['--import', 'tsx', 'apps/bots/src/main.ts', '--room', code, '--players', '12', '--url', url];
  const bots = spawn(process.execPath, script, { cwd: house, stdio: 'ignore' });
  const ended = once(bots, 'exit');

  await expect(bob.getByRole('heading', { name: 'Players · 13' })).toBeVisible();
  await expect(bob.getByText('+3 more')).toBeVisible();
  await bob.getByRole('button', { name: 'Start' }).click();
  await expect(verdict(bob)).toContainText(/\(bot\).* won!/);
  await playAgain(bob);
  await expect(theButton(bob)).toHaveText('Push');
  await push(bob);
  await expect(bob.getByRole('list', { name: 'Finish line' })).toContainText('Bob you');

  bots.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});
