import { due, freeName, mayLink, openClients, rules, whyOutside, type GameIntent, type State } from '@button/mutations';
import type { Game } from '@button/rooms';
import { blockedNames } from './blocked-names.ts';

/** The game, as the household takes it. No name has one of these words in it, or of those that are blocked anyway. */
export function gameWithout(moreBlockedNames: readonly string[]): Game<State, GameIntent> {
  const isBlocked = blockedNames(moreBlockedNames);
  return {
    rules,
    enter: (client, newcomer, name) => ({ type: 'enter', client, newcomer, name }),
    leave: (client) => ({ type: 'leave', client }),
    veto: (intent) => ('name' in intent && isBlocked(intent.name) ? 'name-not-allowed' : null),
    ...{ freeName, whyOutside, due, openClients, mayLink },
  };
}
