import {
  alarms,
  entryRefusal,
  freeName,
  mayLink,
  nameRefusal,
  openClients,
  rules,
  type GameIntent,
  type State,
} from '@button/mutations';
import { spokenCodes, type App } from '@button/server';
import { blocking } from './blocked-names.ts';

/** What the server's owner decides about the game. */
export interface GameSetting {
  /** Words that no name may have in it, beside those that none may have anywhere. */
  readonly blockedNames: readonly string[];
  /** Milliseconds, after which somebody else is in charge. */
  readonly hostMayBeAway: number;
}

/** The game, as the server takes it. */
export function gameWith({ blockedNames, hostMayBeAway }: GameSetting): App<State, GameIntent> {
  const isBlocked = blocking(blockedNames);
  const blockedCode = (name: string) => (isBlocked(name) ? 'name-not-allowed' : null);
  return {
    rules,
    presence: {
      enter: (client, newcomer, name) => ({ type: 'enter', client, newcomer, name }),
      leave: (client) => ({ type: 'leave', client }),
      nameRefusal: (name) => nameRefusal(name) ?? blockedCode(name),
      freeName,
      openClients,
    },
    veto: (intent) => ('name' in intent ? blockedCode(intent.name) : null),
    alarms: (state) => alarms(state, hostMayBeAway),
    entryRefusal,
    mayLink,
    roomCodes: spokenCodes,
  };
}
