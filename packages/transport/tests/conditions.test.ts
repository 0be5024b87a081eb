import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, ChannelListener } from '../src/channel.ts';
import { ConditionedChannel, NetworkConditions } from '../src/conditions/index.ts';
import { openConditioned, said, settle } from './conditioned-pair.ts';
import { MemoryChannel } from './memory-channel.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

/** It opens, answers and ends within the call. */
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
  test('that are good let everything pass within the call', () => {
    const channel = new DirectChannel();
    const near = new ConditionedChannel(channel, new NetworkConditions());
    const heard: unknown[] = [];
    near.hear({
      onOpen: () => heard.push('open'),
      onMessage: (message) => heard.push(message),
      onLost: () => heard.push('lost'),
    });
    near.open();
    expect(heard).toEqual(['open']);
    near.send('echo');
    expect(heard).toEqual(['open', 'echo']);
    near.close();
    expect(heard).toEqual(['open', 'echo', 'lost']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that are good delay nothing', async () => {
    const { near, far, heardHere, heardThere } = await openConditioned();
    near.send(said('hello'));
    far.send(said('hi'));
    await settle();
    expect([heardThere(), heardHere()]).toEqual([['hello'], ['hi']]);
  });

  test('delay each direction by its own', async () => {
    const { conditions, near, far, heardHere, heardThere } = await openConditioned();
    conditions.out.change({ delay: 100 });
    conditions.back.change({ delay: 300 });
    near.send(said('hello'));
    far.send(said('hi'));
    await vi.advanceTimersByTimeAsync(99);
    expect(heardThere()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect([heardThere(), heardHere()]).toEqual([['hello'], []]);
    await vi.advanceTimersByTimeAsync(200);
    expect(heardHere()).toEqual(['hi']);
  });

  test('with jitter keep the order, whatever each message draws', async () => {
    const { conditions, near, heardThere } = await openConditioned();
    conditions.out.change({ delay: 10, jitter: 1_000 });
    const draw = vi.spyOn(Math, 'random').mockReturnValueOnce(0.9).mockReturnValueOnce(0).mockReturnValueOnce(0.5);
    for (const word of ['one', 'two', 'three']) near.send(said(word));
    await vi.advanceTimersByTimeAsync(909);
    expect(heardThere()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(heardThere()).toEqual(['one', 'two', 'three']);
    expect(draw).toHaveBeenCalledTimes(3);
    draw.mockRestore();
  });

  test('hold what is under way, and let it go in order', async () => {
    const { conditions, near, heardThere } = await openConditioned();
    conditions.out.change({ isHeld: true });
    for (const word of ['one', 'two']) near.send(said(word));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heardThere()).toEqual([]);
    conditions.out.change({ isHeld: false });
    near.send(said('three'));
    await settle();
    expect(heardThere()).toEqual(['one', 'two', 'three']);
  });

  test.each(['out', 'back'] as const)(
    'hold back the rest of what they let go when they hold again: %s',
    async (way) => {
      const { conditions, near, far, heardHere, heardThere } = await openConditioned();
      const [direction, sender, heard] =
        way === 'out' ? [conditions.out, near, heardThere] : [conditions.back, far, heardHere];
      direction.change({ delay: 100 });
      sender.send(said('one'));
      await vi.advanceTimersByTimeAsync(50);
      sender.send(said('two'));
      await vi.advanceTimersByTimeAsync(50);
      direction.change({ isHeld: true });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(heard()).toEqual(['one']);
      direction.change({ isHeld: false });
      await settle();
      expect(heard()).toEqual(['one', 'two']);
    },
  );

  test('that get better let nothing overtake what is under way', async () => {
    const { conditions, near, heardThere } = await openConditioned();
    conditions.out.change({ delay: 1_000 });
    near.send(said('one'));
    conditions.out.change({ delay: 0 });
    near.send(said('two'));
    await vi.advanceTimersByTimeAsync(999);
    expect(heardThere()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(heardThere()).toEqual(['one', 'two']);
  });

  test('bring the end of a connection after what was sent before it', async () => {
    const { conditions, far, happened, heardHere } = await openConditioned();
    conditions.back.change({ delay: 100 });
    far.send(said('bye'));
    await settle();
    far.close();
    expect(happened).toEqual(['open']);
    await vi.advanceTimersByTimeAsync(100);
    expect(heardHere()).toEqual(['bye']);
    expect(happened).toEqual(['open', 'lost']);
  });

  test('bring an end before the opening that followed it, when the other end opens the channel again', async () => {
    const { conditions, far, happened, heardHere } = await openConditioned();
    conditions.back.change({ delay: 100 });
    far.close();
    far.open();
    await settle();
    far.send(said('again'));
    await vi.advanceTimersByTimeAsync(99);
    expect(happened).toEqual(['open']);
    await vi.advanceTimersByTimeAsync(1);
    expect(happened).toEqual(['open', 'lost', 'open']);
    expect(heardHere()).toEqual(['again']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(happened).toEqual(['open', 'lost', 'open']);
  });

  test('do not undo an opening by the other end, when the listener opens the channel after hearing of a loss', async () => {
    const { conditions, near, page, far, happened, heardThere } = await openConditioned();
    near.hear({ onOpen: () => happened.push('open'), onMessage: () => undefined, onLost: () => near.open() });
    conditions.back.change({ isHeld: true });
    far.close();
    far.open();
    await settle();
    const open = vi.spyOn(page, 'open');
    conditions.back.change({ isHeld: false });
    await settle();
    expect(happened).toEqual(['open', 'open']);
    expect(open).not.toHaveBeenCalled();
    near.send(said('hello'));
    await settle();
    expect(heardThere()).toEqual(['hello']);
  });

  test('carry nothing from a sender who has not heard yet that the connection has ended', async () => {
    const { conditions, near, far, happened, heardThere } = await openConditioned();
    conditions.back.change({ isHeld: true });
    for (let n = 0; n < 2; n++) {
      far.close();
      far.open();
      await settle();
    }
    near.send(said('lost'));
    conditions.back.change({ isHeld: false });
    near.send(said('hello'));
    await settle();
    expect(happened).toEqual(['open', 'lost', 'open', 'lost', 'open']);
    expect(heardThere()).toEqual(['hello']);
  });
});

describe('conditions around a channel in use', () => {
  /** Two ends that are connected, and have talked, before the near one is decorated. */
  async function decorateOpen() {
    const conditions = new NetworkConditions();
    const [page, far] = MemoryChannel.pair<string>();
    const heardBefore: unknown[] = [];
    const heardThere: unknown[] = [];
    page.hear({
      onOpen: () => undefined,
      onMessage: (message) => heardBefore.push(message),
      onLost: () => heardBefore.push('lost'),
    });
    far.hear({ onOpen: () => undefined, onMessage: (message) => heardThere.push(message), onLost: () => undefined });
    page.open();
    await settle();
    far.send('before');
    page.send('before');
    const near = new ConditionedChannel(page, conditions);
    const heardHere: unknown[] = [];
    near.hear({
      onOpen: () => heardHere.push('open'),
      onMessage: (message) => heardHere.push(message),
      onLost: () => heardHere.push('lost'),
    });
    return { conditions, near, far, heardBefore, heardHere, heardThere };
  }

  test('find it open: nothing is lost, nothing comes twice, and the listener before hears nothing more', async () => {
    const { near, far, heardBefore, heardHere, heardThere } = await decorateOpen();
    expect(near.isOpen).toBe(true);
    near.send('after');
    far.send('after');
    await settle();
    expect([heardHere, heardThere, heardBefore]).toEqual([['before', 'after'], ['before', 'after'], []]);
  });

  test('cut it', async () => {
    const { conditions, near, heardHere } = await decorateOpen();
    conditions.cut();
    expect([heardHere, near.isOpen]).toEqual([['before', 'lost'], false]);
    near.open();
    await settle();
    expect(heardHere).toEqual(['before', 'lost']);
    conditions.restore();
    await settle();
    expect([heardHere, near.isOpen]).toEqual([['before', 'lost', 'open'], true]);
  });

  test('may be put around other conditions: each adds its own', async () => {
    const { conditions, near, heardThere } = await decorateOpen();
    const more = new NetworkConditions();
    const outer = new ConditionedChannel(near, more);
    outer.hear({ onOpen: () => undefined, onMessage: () => undefined, onLost: () => undefined });
    conditions.out.change({ delay: 100 });
    more.out.change({ delay: 200 });
    outer.send('late');
    await vi.advanceTimersByTimeAsync(299);
    expect(heardThere).toEqual(['before']);
    await vi.advanceTimersByTimeAsync(1);
    expect(heardThere).toEqual(['before', 'late']);
  });
});
