import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openRoad, said, settle } from './open-road.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

describe('a road', () => {
  test('that is cut loses its channels at once, and what was on the way', async () => {
    const { road, lagged, far, happened, heardHere, heardThere } = await openRoad();
    for (const direction of [road.out, road.back]) direction.change({ delay: 100 });
    lagged.send(said('hello'));
    far.send(said('hi'));
    await settle();
    road.cut();
    expect(happened).toEqual(['open', 'lost']);
    lagged.send(said('anybody'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect([heardThere(), heardHere()]).toEqual([[], []]);
  });

  test('that was mended brings nothing of what was on it when it was cut', async () => {
    const { road, lagged, far, heardHere, heardThere } = await openRoad();
    for (const direction of [road.out, road.back]) direction.change({ isHeld: true });
    lagged.send(said('before'));
    far.send(said('before'));
    await settle();
    road.cut();
    lagged.open();
    road.mend();
    for (const direction of [road.out, road.back]) direction.change({ isHeld: false });
    await settle();
    lagged.send(said('after'));
    far.send(said('after'));
    await settle();
    expect([heardThere(), heardHere()]).toEqual([['after'], ['after']]);
  });

  test('that is cut opens nothing until it is mended', async () => {
    const { road, lagged, happened } = await openRoad();
    road.cut();
    lagged.open();
    await settle();
    expect(happened).toEqual(['open', 'lost']);
    road.mend();
    await settle();
    expect(happened).toEqual(['open', 'lost', 'open']);
  });

  test('is left by a channel that is closed: it does not open when the road is mended', async () => {
    const { road, lagged, happened } = await openRoad();
    road.cut();
    lagged.open();
    lagged.close();
    road.mend();
    await settle();
    expect(happened).toEqual(['open', 'lost']);
  });

  test('that is cut while an end is on its way brings it at once, and once', async () => {
    const { road, far, happened } = await openRoad();
    road.back.change({ isHeld: true });
    far.close();
    road.cut();
    road.back.change({ isHeld: false });
    await settle();
    expect(happened).toEqual(['open', 'lost']);
  });
});
