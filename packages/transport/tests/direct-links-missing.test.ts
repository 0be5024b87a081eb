import { expect, test, vi } from 'vitest';
import { directLinks } from '../src/peers/index.ts';
import { add, isLive } from './contract.ts';
import { isOfficial } from './direct-links.ts';
import { SocketHarness } from './socket-harness.ts';

const load = vi.hoisted(() => vi.fn());
vi.mock('../src/peers/peer-links.ts', () => {
  load();
  throw new Error('the server has another version of the page by now');
});

test('direct links are loaded when the state first allows one; if they cannot be, everything works through Hero', async () => {
  const harness = await SocketHarness.open();
  const clients: number[] = [];
  const peers = directLinks({ mayLink: () => clients });
  const pages = ['Bob', 'Sue'].map((name) => harness.enter(name, undefined, { peers }));
  const [bob, sue] = pages;
  if (!bob || !sue) throw new Error('two pages');
  for (const page of pages) await page.when(isLive);
  await bob.emit(add('not linked'));
  expect(load).not.toHaveBeenCalled();
  for (const { view } of pages) clients.push(view.clientId ?? 0);
  await bob.emit(add('may be linked'));
  await sue.when(isOfficial('may be linked'));
  await vi.waitFor(() => expect(load).toHaveBeenCalled());
  await sue.emit(add('through Hero'));
  await bob.when(isOfficial('through Hero'));
  expect(bob.view).toMatchObject({ peers: [], unverifiedActions: [] });
  await harness.close();
});
