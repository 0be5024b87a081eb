import {
  alarms,
  entryRefusal,
  freeName,
  mayLink,
  openClients,
  rules,
  type GameIntent,
  type State,
} from '@button/mutations';
import type { Game } from '@button/rooms';
import { blocking } from './blocked-names.ts';

/** What the server's owner decides about the game. */
export interface GameSetting {
  /** Words that no name may have in it, beside those that none may have anywhere. */
  readonly blockedNames: readonly string[];
  /** Milliseconds, after which somebody else is in charge. */
  readonly hostMayBeAway: number;
}

/** The game, as the household takes it. */
export function gameWith({ blockedNames, hostMayBeAway }: GameSetting): Game<State, GameIntent> {
  const isBlocked = blocking(blockedNames);
  return {
    rules,
    enter: (client, newcomer, name) => ({ type: 'enter', client, newcomer, name }),
    leave: (client) => ({ type: 'leave', client }),
    veto: (intent) => ('name' in intent && isBlocked(intent.name) ? 'name-not-allowed' : null),
    alarms: (state) => alarms(state, hostMayBeAway),
    freeName,
    entryRefusal,
    openClients,
    mayLink,
  };
}
