import { vi } from 'vitest';
import { ConditionedChannel, NetworkConditions } from '../src/conditions/index.ts';
import type { NamedMessage } from '../src/wire/protocol.ts';
import { MemoryChannel } from './memory-channel.ts';

/** A message that carries this word. */
export const messageOf = (word: string): NamedMessage => ['said', word];
const wordsOf = (messages: readonly unknown[]) =>
  messages.map((message) => (Array.isArray(message) ? message[1] : message));
/** Lets the messages in transit through memory channels arrive, in tests with fake timers. */
export const deliverAll = () => vi.advanceTimersByTimeAsync(0);

/** The two ends of an open channel. The near one is under simulated conditions. Each notes the messages it receives. */
export async function openConditioned(conditions = new NetworkConditions()) {
  const [page, far] = MemoryChannel.pair();
  const near = new ConditionedChannel(page, conditions);
  const [here, there]: [unknown[], unknown[]] = [[], []];
  const events: string[] = [];
  near.hear({
    onOpen: () => events.push('open'),
    onMessage: (message) => here.push(message),
    onLost: () => events.push('lost'),
  });
  far.hear({ onOpen: () => undefined, onMessage: (message) => there.push(message), onLost: () => undefined });
  near.open();
  await deliverAll();
  return {
    conditions,
    near,
    page,
    far,
    events,
    receivedHere: () => wordsOf(here),
    receivedThere: () => wordsOf(there),
  };
}
