import { simulateConditions } from '../src/conditions/index.ts';

/** Delays every message of this link by a random time from now on. */
export function badConditions(link: Parameters<typeof simulateConditions>[0]): void {
  const { toHero, toPeers } = simulateConditions(link);
  for (const { out, back } of [toHero, toPeers])
    for (const direction of [out, back]) direction.change({ delay: 2, jitter: 8 });
}
