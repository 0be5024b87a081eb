import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SocketChannel } from '../src/client/socket-channel.ts';
import { ConditionedChannel, NetworkConditions } from '../src/conditions/index.ts';
import { openConditioned, messageOf, deliverAll } from './conditioned-pair.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

describe('network conditions', () => {
  test('that are cut lose their channels at once, with the messages in transit', async () => {
    const { conditions, near, far, events, receivedHere, receivedThere } = await openConditioned();
    for (const direction of [conditions.out, conditions.back]) direction.change({ delay: 100 });
    near.send(messageOf('hello'));
    far.send(messageOf('hi'));
    await deliverAll();
    conditions.cut();
    expect(events).toEqual(['open', 'lost']);
    near.send(messageOf('anybody'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect([receivedThere(), receivedHere()]).toEqual([[], []]);
  });

  test('that are restored deliver no message that was in transit when they were cut', async () => {
    const { conditions, near, far, receivedHere, receivedThere } = await openConditioned();
    for (const direction of [conditions.out, conditions.back]) direction.change({ isHeld: true });
    near.send(messageOf('before'));
    far.send(messageOf('before'));
    await deliverAll();
    conditions.cut();
    near.open();
    conditions.restore();
    for (const direction of [conditions.out, conditions.back]) direction.change({ isHeld: false });
    await deliverAll();
    near.send(messageOf('after'));
    far.send(messageOf('after'));
    await deliverAll();
    expect([receivedThere(), receivedHere()]).toEqual([['after'], ['after']]);
  });

  test('that are cut open no channel until they are restored', async () => {
    const { conditions, near, events } = await openConditioned();
    conditions.cut();
    near.open();
    await deliverAll();
    expect(events).toEqual(['open', 'lost']);
    conditions.restore();
    await deliverAll();
    expect(events).toEqual(['open', 'lost', 'open']);
  });

  test('that are restored do not open a channel that was closed meanwhile', async () => {
    const { conditions, near, events } = await openConditioned();
    conditions.cut();
    near.open();
    near.close();
    conditions.restore();
    await deliverAll();
    expect(events).toEqual(['open', 'lost']);
  });

  test('that are cut while a loss is delayed deliver it at once, and only once', async () => {
    const { conditions, far, events } = await openConditioned();
    conditions.back.change({ isHeld: true });
    far.close();
    conditions.cut();
    conditions.back.change({ isHeld: false });
    await deliverAll();
    expect(events).toEqual(['open', 'lost']);
  });

  test('that are cut while a channel is being opened report it as lost', async () => {
    const conditions = new NetworkConditions();
    const channel = new ConditionedChannel(
      new SocketChannel('http://127.0.0.1:1', { room: 'PLAY', protocol: '5', rules: '' }),
      conditions,
    );
    const events: string[] = [];
    channel.hear({
      onOpen: () => events.push('open'),
      onMessage: () => undefined,
      onLost: () => events.push('lost'),
    });
    channel.open();
    conditions.cut();
    expect(events).toEqual(['lost']);
  });
});
