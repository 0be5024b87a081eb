import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, ChannelListener } from '../src/channel.ts';
import { ConditionedChannel, NetworkConditions } from '../src/conditions/index.ts';
import { openConditioned, messageOf, deliverAll } from './conditioned-pair.ts';
import { MemoryChannel } from './memory-channel.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Opens, echoes and closes within the call. */
class DirectChannel implements Channel<string> {
  isOpen = false;
  #listener: ChannelListener | null = null;

  hear(listener: ChannelListener): void {
    this.#listener = listener;
  }

  open(): void {
    this.isOpen = true;
    this.#listener?.onOpen();
  }

  send(message: string): void {
    this.#listener?.onMessage(message);
  }

  close(): void {
    this.isOpen = false;
    this.#listener?.onLost();
  }
}

describe('network conditions', () => {
  test('that are good pass everything on within the call', () => {
    const channel = new DirectChannel();
    const near = new ConditionedChannel(channel, new NetworkConditions());
    const events: unknown[] = [];
    near.hear({
      onOpen: () => events.push('open'),
      onMessage: (message) => events.push(message),
      onLost: () => events.push('lost'),
    });
    near.open();
    expect(events).toEqual(['open']);
    near.send('echo');
    expect(events).toEqual(['open', 'echo']);
    near.close();
    expect(events).toEqual(['open', 'echo', 'lost']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that are good delay nothing', async () => {
    const { near, far, receivedHere, receivedThere } = await openConditioned();
    near.send(messageOf('hello'));
    far.send(messageOf('hi'));
    await deliverAll();
    expect([receivedThere(), receivedHere()]).toEqual([['hello'], ['hi']]);
  });

  test('delay each direction by its own delay', async () => {
    const { conditions, near, far, receivedHere, receivedThere } = await openConditioned();
    conditions.out.change({ delay: 100 });
    conditions.back.change({ delay: 300 });
    near.send(messageOf('hello'));
    far.send(messageOf('hi'));
    await vi.advanceTimersByTimeAsync(99);
    expect(receivedThere()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect([receivedThere(), receivedHere()]).toEqual([['hello'], []]);
    await vi.advanceTimersByTimeAsync(200);
    expect(receivedHere()).toEqual(['hi']);
  });

  test('delay no longer when the wall clock is set back meanwhile', async () => {
    const { conditions, near, receivedThere } = await openConditioned();
    conditions.out.change({ delay: 100 });
    near.send(messageOf('first'));
    vi.setSystemTime(Date.now() - 3_600_000);
    near.send(messageOf('second'));
    await vi.advanceTimersByTimeAsync(100);
    expect(receivedThere()).toEqual(['first', 'second']);
  });

  test('with jitter keep the order, whatever delay each message draws', async () => {
    const { conditions, near, receivedThere } = await openConditioned();
    conditions.out.change({ delay: 10, jitter: 1_000 });
    const draw = vi.spyOn(Math, 'random').mockReturnValueOnce(0.9).mockReturnValueOnce(0).mockReturnValueOnce(0.5);
    for (const word of ['one', 'two', 'three']) near.send(messageOf(word));
    await vi.advanceTimersByTimeAsync(909);
    expect(receivedThere()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(receivedThere()).toEqual(['one', 'two', 'three']);
    expect(draw).toHaveBeenCalledTimes(3);
    draw.mockRestore();
  });

  test('that hold keep messages in transit, and release them in order', async () => {
    const { conditions, near, receivedThere } = await openConditioned();
    conditions.out.change({ isHeld: true });
    for (const word of ['one', 'two']) near.send(messageOf(word));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(receivedThere()).toEqual([]);
    conditions.out.change({ isHeld: false });
    near.send(messageOf('three'));
    await deliverAll();
    expect(receivedThere()).toEqual(['one', 'two', 'three']);
  });

  test.each(['out', 'back'] as const)(
    'that hold again during a release keep the remaining messages: %s',
    async (name) => {
      const { conditions, near, far, receivedHere, receivedThere } = await openConditioned();
      const [direction, sender, received] =
        name === 'out' ? [conditions.out, near, receivedThere] : [conditions.back, far, receivedHere];
      direction.change({ delay: 100 });
      sender.send(messageOf('one'));
      await vi.advanceTimersByTimeAsync(50);
      sender.send(messageOf('two'));
      await vi.advanceTimersByTimeAsync(50);
      direction.change({ isHeld: true });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(received()).toEqual(['one']);
      direction.change({ isHeld: false });
      await deliverAll();
      expect(received()).toEqual(['one', 'two']);
    },
  );

  test('that improve let no message overtake those in transit', async () => {
    const { conditions, near, receivedThere } = await openConditioned();
    conditions.out.change({ delay: 1_000 });
    near.send(messageOf('one'));
    conditions.out.change({ delay: 0 });
    near.send(messageOf('two'));
    await vi.advanceTimersByTimeAsync(999);
    expect(receivedThere()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(receivedThere()).toEqual(['one', 'two']);
  });

  test('deliver a loss after the messages that were sent before it', async () => {
    const { conditions, far, events, receivedHere } = await openConditioned();
    conditions.back.change({ delay: 100 });
    far.send(messageOf('bye'));
    await deliverAll();
    far.close();
    expect(events).toEqual(['open']);
    await vi.advanceTimersByTimeAsync(100);
    expect(receivedHere()).toEqual(['bye']);
    expect(events).toEqual(['open', 'lost']);
  });

  test('deliver a loss before the opening that followed it, when the other end reopens the channel', async () => {
    const { conditions, far, events, receivedHere } = await openConditioned();
    conditions.back.change({ delay: 100 });
    far.close();
    far.open();
    await deliverAll();
    far.send(messageOf('again'));
    await vi.advanceTimersByTimeAsync(99);
    expect(events).toEqual(['open']);
    await vi.advanceTimersByTimeAsync(1);
    expect(events).toEqual(['open', 'lost', 'open']);
    expect(receivedHere()).toEqual(['again']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(events).toEqual(['open', 'lost', 'open']);
  });

  test('do not undo an opening by the other end when the listener reopens the channel on a loss', async () => {
    const { conditions, near, page, far, events, receivedThere } = await openConditioned();
    near.hear({ onOpen: () => events.push('open'), onMessage: () => undefined, onLost: () => near.open() });
    conditions.back.change({ isHeld: true });
    far.close();
    far.open();
    await deliverAll();
    const open = vi.spyOn(page, 'open');
    conditions.back.change({ isHeld: false });
    await deliverAll();
    expect(events).toEqual(['open', 'open']);
    expect(open).not.toHaveBeenCalled();
    near.send(messageOf('hello'));
    await deliverAll();
    expect(receivedThere()).toEqual(['hello']);
  });

  test('drop the messages of a sender that has not been notified of a loss yet', async () => {
    const { conditions, near, far, events, receivedThere } = await openConditioned();
    conditions.back.change({ isHeld: true });
    for (let n = 0; n < 2; n++) {
      far.close();
      far.open();
      await deliverAll();
    }
    near.send(messageOf('lost'));
    conditions.back.change({ isHeld: false });
    near.send(messageOf('hello'));
    await deliverAll();
    expect(events).toEqual(['open', 'lost', 'open', 'lost', 'open']);
    expect(receivedThere()).toEqual(['hello']);
  });
});

describe('conditions around a channel in use', () => {
  /** Decorates the near end of a channel that is open, with messages in transit. */
  async function decorateOpen() {
    const conditions = new NetworkConditions();
    const [page, far] = MemoryChannel.pair<string>();
    const receivedBefore: unknown[] = [];
    const receivedThere: unknown[] = [];
    page.hear({
      onOpen: () => undefined,
      onMessage: (message) => receivedBefore.push(message),
      onLost: () => receivedBefore.push('lost'),
    });
    far.hear({ onOpen: () => undefined, onMessage: (message) => receivedThere.push(message), onLost: () => undefined });
    page.open();
    await deliverAll();
    far.send('before');
    page.send('before');
    const near = new ConditionedChannel(page, conditions);
    const receivedHere: unknown[] = [];
    near.hear({
      onOpen: () => receivedHere.push('open'),
      onMessage: (message) => receivedHere.push(message),
      onLost: () => receivedHere.push('lost'),
    });
    return { conditions, near, far, receivedBefore, receivedHere, receivedThere };
  }

  test('leave it open: no message is lost or duplicated, and the earlier listener is not notified any more', async () => {
    const { near, far, receivedBefore, receivedHere, receivedThere } = await decorateOpen();
    expect(near.isOpen).toBe(true);
    near.send('after');
    far.send('after');
    await deliverAll();
    expect([receivedHere, receivedThere, receivedBefore]).toEqual([['before', 'after'], ['before', 'after'], []]);
  });

  test('can cut and restore it', async () => {
    const { conditions, near, receivedHere } = await decorateOpen();
    conditions.cut();
    expect([receivedHere, near.isOpen]).toEqual([['before', 'lost'], false]);
    near.open();
    await deliverAll();
    expect(receivedHere).toEqual(['before', 'lost']);
    conditions.restore();
    await deliverAll();
    expect([receivedHere, near.isOpen]).toEqual([['before', 'lost', 'open'], true]);
  });

  test('can wrap other conditions: the delays add up', async () => {
    const { conditions, near, receivedThere } = await decorateOpen();
    const more = new NetworkConditions();
    const outer = new ConditionedChannel(near, more);
    outer.hear({ onOpen: () => undefined, onMessage: () => undefined, onLost: () => undefined });
    conditions.out.change({ delay: 100 });
    more.out.change({ delay: 200 });
    outer.send('late');
    await vi.advanceTimersByTimeAsync(299);
    expect(receivedThere).toEqual(['before']);
    await vi.advanceTimersByTimeAsync(1);
    expect(receivedThere).toEqual(['before', 'late']);
  });
});
