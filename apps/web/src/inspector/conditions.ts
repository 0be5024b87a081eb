import type { GameIntent, State } from '@button/mutations';
import type { RoomLink } from '@button/transport/client';
import { simulateConditions, type PageConditions } from '@button/transport/conditions';

/** By the link that suffers from them. They stay when the inspector is closed. */
const simulated = new WeakMap<RoomLink<State, GameIntent>, PageConditions>();

/** The simulated network conditions of a link, good until the lab changes them. */
export function conditionsOf(link: RoomLink<State, GameIntent> | null): PageConditions | null {
  if (!link) return null;
  const conditions = simulated.get(link) ?? simulateConditions(link);
  simulated.set(link, conditions);
  return conditions;
}
