/** A bad road for messages, on purpose: so that one machine shows, and a test proves, what happens far away. */
import { Road } from './lag/road.ts';

export type { Trouble } from './lag/direction.ts';
export { Direction } from './lag/direction.ts';
export { LaggedChannel } from './lag/lagged-channel.ts';
export { Road } from './lag/road.ts';

/** One page's roads. */
export interface Roads {
  readonly toHero: Road;
  readonly toPeers: Road;
}

/** Good ones, until somebody changes them. */
export function goodRoads(): Roads {
  return { toHero: new Road(), toPeers: new Road() };
}
