import type { Alarm } from '@button/sync';
import { modeOf } from './modes/index.ts';
import { peopleHere } from './people.ts';
import type { GameIntent } from './rules.ts';
import type { State } from './state.ts';

/** What Hero has to do in this state. `hostMayBeAway` is in milliseconds; then somebody else is in charge. */
export function alarms(state: State, hostMayBeAway: number): readonly Alarm<GameIntent>[] {
  return [...modeOf(state).alarms(state), ...alarmsForNewHost(state, hostMayBeAway)];
}

/** The one who is here longest takes over. */
function alarmsForNewHost(state: State, hostMayBeAway: number): readonly Alarm<GameIntent>[] {
  const { host, hostLeftAt } = state;
  const [longest] = peopleHere(state);
  if (host === null || hostLeftAt === null || !longest) return [];
  const intent = { type: 'replaceHost', absent: host, by: longest.id } as const;
  return [{ key: `replace ${host}`, after: [hostMayBeAway, hostMayBeAway], intent }];
}
