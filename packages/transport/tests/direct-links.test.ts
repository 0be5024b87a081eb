import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { directLinks } from '../src/peers/index.ts';
import { ChannelHarness } from './channel-harness.ts';
import { add, isLive } from './contract.ts';
import { directLinksContract, isOfficial, linkDirectly, shows, type LinkedPage } from './direct-links.ts';
import { openMemoryPair } from './memory-channel.ts';
import { peerChannelsInMemory } from './memory-peer-channel.ts';
import { SocketHarness } from './socket-harness.ts';

directLinksContract('signalled over Socket.IO', () => SocketHarness.open(), peerChannelsInMemory);

test('a page asks for the servers for direct links once links are allowed, and every four minutes while they are', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  const harness = await ChannelHarness.open({ openPair: openMemoryPair });
  const clients: number[] = [];
  const peers = directLinks({ mayLink: () => clients, makeChannel: peerChannelsInMemory() });
  const [bob, sue] = [harness.enter('Bob', undefined, { peers }), harness.enter('Sue', undefined, { peers })];
  for (const page of [bob, sue]) await page.when(isLive);
  const asked = () => harness.rooms.calls.filter((call) => call === `askIceServers of ${bob.view.clientId}`).length;
  await bob.emit(add('not linked'));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked()).toBe(0);
  for (const { view } of [bob, sue]) clients.push(view.clientId ?? 0);
  await sue.emit(add('may be linked'));
  await bob.when(({ peers: linked }) => linked.length === 1);
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(480_000);
  expect(asked()).toBe(3);
  clients.length = 0;
  await sue.emit(add('may not be linked any more'));
  await bob.when(({ peers: linked }) => linked.length === 0);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked()).toBe(3);
  await harness.close();
  vi.useRealTimers();
});

describe('an action of a peer that does not become official', () => {
  let harness: ChannelHarness;
  let bob: LinkedPage;
  let sue: LinkedPage;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
    harness = await ChannelHarness.open({ openPair: openMemoryPair });
    [bob, sue] = await linkDirectly(harness, [], peerChannelsInMemory());
  });
  afterEach(async () => {
    await harness.close();
    vi.useRealTimers();
  });

  test('expires when Hero has had ten seconds for it, and can still become official', async () => {
    bob.conditions.toHero.out.change({ isHeld: true });
    void bob.link.emit(add('hello'));
    await sue.link.when(shows('hello'));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(shows('hello')(sue.link.view)).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(sue.link.view).toMatchObject({ unverifiedActions: [], link: 'live' });
    expect(shows('hello')(sue.link.view)).toBe(false);
    expect(shows('hello')(bob.link.view)).toBe(true);
    bob.conditions.toHero.out.change({ isHeld: false });
    await sue.link.when(isOfficial('hello'));
  });

  test('stays visible as long as Hero cannot be reached', async () => {
    sue.conditions.toHero.cut();
    bob.conditions.toHero.out.change({ isHeld: true });
    void bob.link.emit(add('hello'));
    await sue.link.when(shows('hello'));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sue.link.view.link).toBe('lost');
    expect(shows('hello')(sue.link.view)).toBe(true);
  });
});
