import * as v from 'valibot';
import { initialState, stateSchema } from './state.ts';

const { people } = stateSchema.entries;
const oldPush = v.strictObject({ person: v.string(), serverTime: v.number() });
const oldRound = v.strictObject({ round: v.number(), pushes: v.array(oldPush) });

/** A state of version 3: one game, and no host. */
const version3 = v.strictObject({
  ...{ round: v.number(), personWhoPushedFirst: v.nullable(v.string()), pushes: v.array(oldPush) },
  ...{ people, earlierRounds: v.array(oldRound), startedBy: v.nullable(v.string()), directLinks: v.boolean() },
});

/** From each version of the state to the next. */
export const migrations = {
  /** Earlier rounds were not kept. */
  1: (state: unknown): unknown => ({ ...v.parse(v.looseObject({}), state), earlierRounds: [] }),

  /** Who had started a room was not kept: of those who are there, whoever came first. */
  2: (state: unknown): unknown => {
    const { people: here, ...rest } = v.parse(v.looseObject({ people }), state);
    return { ...rest, people: here, startedBy: here[0]?.id ?? null, directLinks: false };
  },

  /** Whoever started the room becomes its host, and every round was won by its first push. */
  3: (state: unknown): unknown => {
    const { startedBy, pushes, earlierRounds, ...rest } = v.parse(version3, state);
    const measured = (push: v.InferOutput<typeof oldPush>) => ({ ...push, roundTrip: null });
    const nameOf = (person: string) => rest.people.find(({ id }) => id === person)?.name ?? 'Somebody';
    const winners = earlierRounds.flatMap(({ pushes: [first] }) => first?.person ?? []);
    return {
      ...initialState,
      ...rest,
      host: startedBy,
      pushes: pushes.map(measured),
      earlierRounds: earlierRounds.map(({ round, pushes: all }) => ({
        ...{ round, game: 'classic', falseStarts: [], winner: all[0]?.person ?? null },
        pushes: all.map((push) => ({ ...measured(push), name: nameOf(push.person) })),
      })),
      points: [...new Set(winners)].map((person) => {
        return { person, name: nameOf(person), points: winners.filter((one) => one === person).length };
      }),
    };
  },
};
