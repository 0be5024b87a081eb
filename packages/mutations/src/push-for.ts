import { MAX_ROUND_TRIP } from './payload.ts';
import type { GameIntent } from './rules.ts';
import type { State } from './state.ts';

/**
 * The push of a person who sees this state: for its round, and with the word of its light.
 * @param measured the page's round trip to Hero in milliseconds; null when it is not known yet
 */
export function pushFor(
  { round, button }: State,
  measured: number | null,
): Extract<GameIntent, { readonly type: 'clickTheButton' }> {
  const word = button.is === 'lit' ? button.word : null;
  const roundTrip = measured === null ? null : Math.min(measured, MAX_ROUND_TRIP);
  return { type: 'clickTheButton', round, ...(word !== null && { word }), ...(roundTrip !== null && { roundTrip }) };
}
