import {
  alarms,
  entryDependsOn,
  entryRefusal,
  freeName,
  hasPlace,
  mayLink,
  nameRefusal,
  openClients,
  rules,
  type GameIntent,
  type State,
} from '@button/mutations';
import { spokenCodes, type App } from '@button/server';
import { nameBlocker } from './blocked-names.ts';

/** The settings of the game that the owner of the server chooses. */
export interface GameSetting {
  /** Words that no name may contain, in addition to the built-in ones. */
  readonly blockedNames: readonly string[];
  /** How long the host may be absent before another person becomes the host, in milliseconds. */
  readonly hostTimeout: number;
}

/** The game as an `App` for the server. */
export function gameWith({ blockedNames, hostTimeout }: GameSetting): App<State, GameIntent> {
  const isBlocked = nameBlocker(blockedNames);
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
    alarms: (state) => alarms(state, hostTimeout),
    entryRefusal,
    entryDependsOn,
    hasPlace,
    mayLink,
    roomCodes: spokenCodes,
  };
}
