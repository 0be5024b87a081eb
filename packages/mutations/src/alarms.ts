import type { Alarm } from '@button/sync';
import { modeOf } from './modes/index.ts';
import { peopleHere } from './people.ts';
import type { GameIntent } from './rules.ts';
import type { State } from './state.ts';

/**
 * The alarms of this state. An absent host is replaced after `hostTimeout` milliseconds.
 * @example
 * const app: App<State, GameIntent> = { rules, alarms: (state) => alarms(state, 60_000) };
 */
export function alarms(state: State, hostTimeout: number): readonly Alarm<GameIntent>[] {
  return [...modeOf(state).alarms(state), ...alarmsForNewHost(state, hostTimeout)];
}

/** The person who has been here longest takes over. */
function alarmsForNewHost(state: State, hostTimeout: number): readonly Alarm<GameIntent>[] {
  const { host, hostLeftAt } = state;
  if (host === null || hostLeftAt === null) return [];
  const [successor] = peopleHere(state);
  if (!successor) return [];
  const intent = { type: 'replaceHost', absent: host, by: successor.id } as const;
  return [{ key: `replace ${host}`, after: [hostTimeout, hostTimeout], intent }];
}
