import {
  alarms,
  entryDependsOn,
  entryRefusal,
  hasPlace,
  mayLink,
  openClients,
  rules,
  type GameIntent,
  type State,
} from '@button/mutations';
import { spokenCodes, type App } from '@button/server';
import { firstFree, nameReader } from './names/names.ts';

/** The settings of the game that the owner of the server chooses. */
export interface GameSetting {
  /** Words that no name may contain, in addition to the built-in ones. */
  readonly blockedNames: readonly string[];
  /** How long the host may be absent before another person becomes the host, in milliseconds. */
  readonly hostTimeout: number;
}

/** The game as an `App` for the server. */
export function gameWith({ blockedNames, hostTimeout }: GameSetting): App<State, GameIntent> {
  const readName = nameReader(blockedNames);
  return {
    rules,
    presence: {
      enter: (client, newcomer, name, { people }) => {
        const others = people.filter(({ id }) => id !== newcomer).map(({ nameKeys }) => nameKeys);
        return { type: 'enter', client, newcomer, ...firstFree(name, others) };
      },
      leave: (client) => ({ type: 'leave', client }),
      nameRefusal: (name) => {
        const read = readName(name);
        return 'refusal' in read ? read.refusal : null;
      },
      openClients,
    },
    prepare: (intent) => {
      if (!('name' in intent)) return { intent };
      const read = readName(intent.name);
      return 'refusal' in read ? read : { intent: { ...intent, ...read } };
    },
    alarms: (state) => alarms(state, hostTimeout),
    entryRefusal,
    entryDependsOn,
    door: { closedCode: 'room-locked', keeper: ({ host }) => host },
    hasPlace,
    mayLink,
    roomCodes: spokenCodes,
  };
}
