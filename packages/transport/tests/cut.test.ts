import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SocketChannel } from '../src/client/socket-channel.ts';
import { ConditionedChannel, NetworkConditions } from '../src/conditions/index.ts';
import { openConditioned, said, settle } from './conditioned-pair.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

describe('network conditions', () => {
  test('that are cut lose their channels at once, and what was under way', async () => {
    const { conditions, near, far, happened, heardHere, heardThere } = await openConditioned();
    for (const direction of [conditions.out, conditions.back]) direction.change({ delay: 100 });
    near.send(said('hello'));
    far.send(said('hi'));
    await settle();
    conditions.cut();
    expect(happened).toEqual(['open', 'lost']);
    near.send(said('anybody'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect([heardThere(), heardHere()]).toEqual([[], []]);
  });

  test('that are restored bring nothing of what was under way when they were cut', async () => {
    const { conditions, near, far, heardHere, heardThere } = await openConditioned();
    for (const direction of [conditions.out, conditions.back]) direction.change({ isHeld: true });
    near.send(said('before'));
    far.send(said('before'));
    await settle();
    conditions.cut();
    near.open();
    conditions.restore();
    for (const direction of [conditions.out, conditions.back]) direction.change({ isHeld: false });
    await settle();
    near.send(said('after'));
    far.send(said('after'));
    await settle();
    expect([heardThere(), heardHere()]).toEqual([['after'], ['after']]);
  });

  test('that are cut open nothing until they are restored', async () => {
    const { conditions, near, happened } = await openConditioned();
    conditions.cut();
    near.open();
    await settle();
    expect(happened).toEqual(['open', 'lost']);
    conditions.restore();
    await settle();
    expect(happened).toEqual(['open', 'lost', 'open']);
  });

  test('that are restored do not open a channel that was closed meanwhile', async () => {
    const { conditions, near, happened } = await openConditioned();
    conditions.cut();
    near.open();
    near.close();
    conditions.restore();
    await settle();
    expect(happened).toEqual(['open', 'lost']);
  });

  test('that are cut while a loss is under way bring it at once, and once', async () => {
    const { conditions, far, happened } = await openConditioned();
    conditions.back.change({ isHeld: true });
    far.close();
    conditions.cut();
    conditions.back.change({ isHeld: false });
    await settle();
    expect(happened).toEqual(['open', 'lost']);
  });

  test('that are cut while a channel is being opened let it be opened again', async () => {
    const conditions = new NetworkConditions();
    const channel = new ConditionedChannel(new SocketChannel('http://127.0.0.1:1'), conditions);
    const happened: string[] = [];
    channel.hear({
      onOpen: () => happened.push('open'),
      onMessage: () => undefined,
      onLost: () => happened.push('lost'),
    });
    channel.open();
    conditions.cut();
    expect(happened).toEqual(['lost']);
  });
});
