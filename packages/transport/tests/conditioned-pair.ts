import { vi } from 'vitest';
import { ConditionedChannel, NetworkConditions } from '../src/conditions/index.ts';
import type { NamedMessage } from '../src/wire/protocol.ts';
import { MemoryChannel } from './memory-channel.ts';

/** A message. */
export const said = (word: string): NamedMessage => ['said', word];
const wordsOf = (heard: readonly unknown[]) => heard.map((message) => (Array.isArray(message) ? message[1] : message));
/** Messages that are under way in memory channels arrive. For tests whose timers are fake. */
export const settle = () => vi.advanceTimersByTimeAsync(0);

/** Two ends of a channel, open. The near one is under simulated conditions; each writes down what it hears. */
export async function openConditioned(conditions = new NetworkConditions()) {
  const [page, far] = MemoryChannel.pair();
  const near = new ConditionedChannel(page, conditions);
  const [here, there]: [unknown[], unknown[]] = [[], []];
  const happened: string[] = [];
  near.hear({
    onOpen: () => happened.push('open'),
    onMessage: (message) => here.push(message),
    onLost: () => happened.push('lost'),
  });
  far.hear({ onOpen: () => undefined, onMessage: (message) => there.push(message), onLost: () => undefined });
  near.open();
  await settle();
  return { conditions, near, page, far, happened, heardHere: () => wordsOf(here), heardThere: () => wordsOf(there) };
}
