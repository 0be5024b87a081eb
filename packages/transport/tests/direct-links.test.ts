import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ChannelHarness } from './channel-harness.ts';
import { add } from './contract.ts';
import { directLinksContract, isOfficial, linkDirectly, shows, type LinkedPage } from './direct-links.ts';
import { openMemoryPair } from './memory-channel.ts';
import { peerChannelsInMemory } from './memory-peer-channel.ts';
import { SocketHarness } from './socket-harness.ts';

directLinksContract('signalled over Socket.IO', () => SocketHarness.open(), peerChannelsInMemory);

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
