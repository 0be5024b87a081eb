import { vi } from 'vitest';
import { LaggedChannel, Road } from '../src/lag.ts';
import type { Said } from '../src/wire/events.ts';
import { MemoryChannel } from './memory-channel.ts';

export const said = (word: string): Said => [
  'signal',
  { to: word, content: { description: { type: 'offer', sdp: '' } } },
];
const wordsOf = (heard: readonly unknown[]) => heard.map((one) => /"to":"(\w+)"/.exec(JSON.stringify(one))?.[1]);
/** What lies in memory channels arrives. For tests whose timers are fake. */
export const settle = () => vi.advanceTimersByTimeAsync(0);

/** A page at one end of a road, open; at the other end, somebody who writes down what they hear. */
export async function openRoad(road = new Road()) {
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
  return { road, lagged, page, far, happened, heardHere: () => wordsOf(near), heardThere: () => wordsOf(there) };
}
