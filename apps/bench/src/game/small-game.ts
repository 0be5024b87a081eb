import { defineRules, mutation, type IntentOf } from '@button/sync';
import type { App } from '@button/server';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const client = v.pipe(v.number(), v.safeInteger());
const gameSchema = v.strictObject({
  /** Their clientIds. */
  people: v.array(client),
  round: count,
  presses: count,
  winner: v.nullable(v.string()),
});

/** The small game that every system plays: the first press of a round wins it, and everyone learns of each press. */
export type Game = v.InferOutput<typeof gameSchema>;

const press = mutation(v.strictObject({ round: count }), (game: Game, { round, person }): Game => {
  if (round < game.round) return game;
  if (round === game.round) return { ...game, presses: game.presses + 1 };
  return { ...game, round, presses: 1, winner: person };
});

const enter = mutation(v.strictObject({ client }), (game: Game, { client }): Game => {
  return { ...game, people: [...game.people, client] };
});

const leave = mutation(v.strictObject({ client }), (game: Game, { client }): Game => {
  return { ...game, people: game.people.filter((other) => other !== client) };
});

export const initialState: Game = { people: [], round: 0, presses: 0, winner: null };
export const rules = defineRules({
  version: 1,
  initialState,
  stateSchema: gameSchema,
  mutations: { press, enter, leave },
});

export type GameIntent = IntentOf<typeof rules>;

export const app: App<Game, GameIntent> = {
  rules,
  createsOnEntry: () => true,
  presence: {
    enter: (client) => ({ type: 'enter', client }),
    leave: (client) => ({ type: 'leave', client }),
    openClients: ({ people }) => people,
  },
};
