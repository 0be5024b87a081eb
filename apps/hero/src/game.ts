import { mayLink, openClients, rules, type GameIntent, type State } from '@button/mutations';
import type { Game } from '@button/rooms';

/** The game, as the household takes it: how Hero says that people come and go. */
export const game: Game<State, GameIntent> = {
  rules,
  arrive: (client, newcomer, name) => ({ type: 'arrive', client, newcomer, name }),
  leave: (client) => ({ type: 'leave', client }),
  openClients,
  mayLink,
};
