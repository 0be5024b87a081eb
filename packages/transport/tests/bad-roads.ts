import { goodRoads, type Roads } from '../src/lag.ts';

/** Roads on which every message is late, each by as much as chance has it. */
export function badRoads(): Roads {
  const roads = goodRoads();
  for (const { out, back } of [roads.toHero, roads.toPeers])
    for (const direction of [out, back]) direction.change({ delay: 2, jitter: 8 });
  return roads;
}
