import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openConditioned, said, settle } from './conditioned-pair.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

describe('a road', () => {
  test('that is cut loses its channels at once, and what was on the way', async () => {
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

  test('that was mended brings nothing of what was on it when it was cut', async () => {
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

  test('that is cut opens nothing until it is mended', async () => {
    const { conditions, near, happened } = await openConditioned();
    conditions.cut();
    near.open();
    await settle();
    expect(happened).toEqual(['open', 'lost']);
    conditions.restore();
    await settle();
    expect(happened).toEqual(['open', 'lost', 'open']);
  });

  test('is left by a channel that is closed: it does not open when the conditions is mended', async () => {
    const { conditions, near, happened } = await openConditioned();
    conditions.cut();
    near.open();
    near.close();
    conditions.restore();
    await settle();
    expect(happened).toEqual(['open', 'lost']);
  });

  test('that is cut while an end is on its way brings it at once, and once', async () => {
    const { conditions, far, happened } = await openConditioned();
    conditions.back.change({ isHeld: true });
    far.close();
    conditions.cut();
    conditions.back.change({ isHeld: false });
    await settle();
    expect(happened).toEqual(['open', 'lost']);
  });
});
