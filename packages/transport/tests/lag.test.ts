import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, ChannelListener } from '../src/channel.ts';
import { LaggedChannel, Road } from '../src/lag.ts';
import { openRoad, said, settle } from './open-road.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

/** It opens, answers and ends within the call. */
class DirectChannel implements Channel<string> {
  #listener: ChannelListener | null = null;

  hear(listener: ChannelListener): void {
    this.#listener = listener;
  }

  open(): void {
    this.#listener?.onOpen();
  }

  send(message: string): void {
    this.#listener?.onMessage(message);
  }

  close(): void {
    this.#listener?.onLost();
  }
}

describe('a road', () => {
  test('that is good lets everything pass within the call', () => {
    const channel = new DirectChannel();
    const lagged = new LaggedChannel(channel, new Road());
    const heard: unknown[] = [];
    lagged.hear({
      onOpen: () => heard.push('open'),
      onMessage: (message) => heard.push(message),
      onLost: () => heard.push('lost'),
    });
    lagged.open();
    expect(heard).toEqual(['open']);
    lagged.send('echo');
    expect(heard).toEqual(['open', 'echo']);
    lagged.close();
    expect(heard).toEqual(['open', 'echo', 'lost']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that is good delays nothing', async () => {
    const { lagged, far, heardHere, heardThere } = await openRoad();
    lagged.send(said('hello'));
    far.send(said('hi'));
    await settle();
    expect([heardThere(), heardHere()]).toEqual([['hello'], ['hi']]);
  });

  test('delays each direction by its own', async () => {
    const { road, lagged, far, heardHere, heardThere } = await openRoad();
    road.out.change({ delay: 100 });
    road.back.change({ delay: 300 });
    lagged.send(said('hello'));
    far.send(said('hi'));
    await vi.advanceTimersByTimeAsync(99);
    expect(heardThere()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect([heardThere(), heardHere()]).toEqual([['hello'], []]);
    await vi.advanceTimersByTimeAsync(200);
    expect(heardHere()).toEqual(['hi']);
  });

  test('with jitter keeps the order, whatever each message draws', async () => {
    const { road, lagged, heardThere } = await openRoad();
    road.out.change({ delay: 10, jitter: 1_000 });
    const draw = vi.spyOn(Math, 'random').mockReturnValueOnce(0.9).mockReturnValueOnce(0).mockReturnValueOnce(0.5);
    for (const word of ['one', 'two', 'three']) lagged.send(said(word));
    await vi.advanceTimersByTimeAsync(909);
    expect(heardThere()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(heardThere()).toEqual(['one', 'two', 'three']);
    expect(draw).toHaveBeenCalledTimes(3);
    draw.mockRestore();
  });

  test('holds what is on it, and lets it go in order', async () => {
    const { road, lagged, heardThere } = await openRoad();
    road.out.change({ isHeld: true });
    for (const word of ['one', 'two']) lagged.send(said(word));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heardThere()).toEqual([]);
    road.out.change({ isHeld: false });
    lagged.send(said('three'));
    await settle();
    expect(heardThere()).toEqual(['one', 'two', 'three']);
  });

  test.each(['out', 'back'] as const)(
    'holds back the end of what it lets go when it is held again: %s',
    async (way) => {
      const { road, lagged, far, heardHere, heardThere } = await openRoad();
      const [direction, sender, heard] = way === 'out' ? [road.out, lagged, heardThere] : [road.back, far, heardHere];
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

  test('that gets better lets nothing overtake what is on it already', async () => {
    const { road, lagged, heardThere } = await openRoad();
    road.out.change({ delay: 1_000 });
    lagged.send(said('one'));
    road.out.change({ delay: 0 });
    lagged.send(said('two'));
    await vi.advanceTimersByTimeAsync(999);
    expect(heardThere()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(heardThere()).toEqual(['one', 'two']);
  });

  test('brings the end of a connection after what was said before it', async () => {
    const { road, far, happened, heardHere } = await openRoad();
    road.back.change({ delay: 100 });
    far.send(said('bye'));
    await settle();
    far.close();
    expect(happened).toEqual(['open']);
    await vi.advanceTimersByTimeAsync(100);
    expect(heardHere()).toEqual(['bye']);
    expect(happened).toEqual(['open', 'lost']);
  });

  test('brings an end before the beginning that followed it, when the other end begins anew', async () => {
    const { road, far, happened, heardHere } = await openRoad();
    road.back.change({ delay: 100 });
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

  test('does not undo what the other end has begun anew, when its listener opens the channel after hearing of an end', async () => {
    const { road, lagged, page, far, happened, heardThere } = await openRoad();
    lagged.hear({ onOpen: () => happened.push('open'), onMessage: () => undefined, onLost: () => lagged.open() });
    road.back.change({ isHeld: true });
    far.close();
    far.open();
    await settle();
    const open = vi.spyOn(page, 'open');
    road.back.change({ isHeld: false });
    await settle();
    expect(happened).toEqual(['open', 'open']);
    expect(open).not.toHaveBeenCalled();
    lagged.send(said('hello'));
    await settle();
    expect(heardThere()).toEqual(['hello']);
  });

  test('carries nothing for who does not know yet that the connection has ended', async () => {
    const { road, lagged, far, happened, heardThere } = await openRoad();
    road.back.change({ isHeld: true });
    for (let n = 0; n < 2; n++) {
      far.close();
      far.open();
      await settle();
    }
    lagged.send(said('lost'));
    road.back.change({ isHeld: false });
    lagged.send(said('hello'));
    await settle();
    expect(happened).toEqual(['open', 'lost', 'open', 'lost', 'open']);
    expect(heardThere()).toEqual(['hello']);
  });
});
