import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Said } from '../src/wire/events.ts';
import { LaggedChannel, Road } from '../src/lag.ts';
import { MemoryChannel } from './memory-channel.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const said = (word: string): Said => ['signal', { to: word, content: { description: { type: 'offer', sdp: '' } } }];
const wordsOf = (heard: readonly unknown[]) => heard.map((one) => /"to":"(\w+)"/.exec(JSON.stringify(one))?.[1]);
/** What lies in memory channels has arrived. */
const settle = () => vi.advanceTimersByTimeAsync(0);

/** A page at one end of a road, open; at the other end, somebody who writes down what they hear. */
async function openRoad(road = new Road()) {
  const [page, far] = MemoryChannel.pair<Said, Said>();
  const lagged = new LaggedChannel(page, road);
  const [near, there]: [unknown[], unknown[]] = [[], []];
  const happened: string[] = [];
  lagged.hear({
    onOpen: () => happened.push('open'),
    onMessage: (message) => near.push(message),
    onLost: () => happened.push('lost'),
  });
  far.hear({ onOpen: () => undefined, onMessage: (message) => there.push(message), onLost: () => undefined });
  lagged.open();
  await settle();
  return { road, lagged, far, happened, heardHere: () => wordsOf(near), heardThere: () => wordsOf(there) };
}

describe('a road', () => {
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
