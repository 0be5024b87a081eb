import { simulateConditions } from '../src/conditions/index.ts';

/** From now on every message of this link is late, each by a random time. */
export function badConditions(link: Parameters<typeof simulateConditions>[0]): void {
  const { toHero, toPeers } = simulateConditions(link);
  for (const { out, back } of [toHero, toPeers])
    for (const direction of [out, back]) direction.change({ delay: 2, jitter: 8 });
}
