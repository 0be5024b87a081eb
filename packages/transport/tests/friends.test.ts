import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ChannelGround } from './channel-ground.ts';
import { add, until } from './contract.ts';
import { friendsContract, isOfficial, meet, shows, type Friend } from './friends.ts';
import { openMemoryPair } from './memory-channel.ts';
import { peerChannelsInMemory } from './memory-peer-channel.ts';
import { SocketGround } from './socket-ground.ts';

function inMemory() {
  const makePeerChannel = peerChannelsInMemory();
  return { makePeerChannel };
}

friendsContract('signalled over Socket.IO', () => SocketGround.open(), inMemory);

describe('what a friend has told, and nothing comes of,', () => {
  let ground: ChannelGround;
  let bob: Friend;
  let sue: Friend;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    ground = await ChannelGround.open({ openPair: openMemoryPair });
    [bob, sue] = await meet(ground, [], inMemory());
  });
  afterEach(async () => {
    await ground.close();
    vi.useRealTimers();
  });

  test('is not shown any more when Hero has had ten seconds for it, and yet may become official', async () => {
    bob.roads.toHero.out.change({ isHeld: true });
    void bob.link.emit(add('hello'));
    await until(sue.link, shows('hello'));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(shows('hello')(sue.link.view)).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(sue.link.view).toMatchObject({ unverifiedActions: [], link: 'live' });
    expect(shows('hello')(sue.link.view)).toBe(false);
    expect(shows('hello')(bob.link.view)).toBe(true);
    bob.roads.toHero.out.change({ isHeld: false });
    await until(sue.link, isOfficial('hello'));
  });

  test('is shown as long as Hero cannot be reached', async () => {
    sue.roads.toHero.cut();
    bob.roads.toHero.out.change({ isHeld: true });
    void bob.link.emit(add('hello'));
    await until(sue.link, shows('hello'));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sue.link.view.link).toBe('lost');
    expect(shows('hello')(sue.link.view)).toBe(true);
  });
});
