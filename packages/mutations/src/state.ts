import * as v from 'valibot';

/** The game as everyone in a room shares it. Plain JSON; changed only by the mutations. */
export interface State {
  /** 1, 2, 3… A push belongs to the round it was meant for. */
  readonly round: number;
  /** The winner of this round: a person's id. */
  readonly personWhoPushedFirst: string | null;
  /** One for each person at most, in Hero's order. */
  readonly pushes: readonly Push[];
  /** In the order in which they came. Someone who left stays for as long as their push is shown. */
  readonly people: readonly Person[];
  /** The rounds before this one, oldest first: the last 50. */
  readonly earlierRounds: readonly Round[];
  /** Whoever came first: a person's id. Null while nobody has come. */
  readonly startedBy: string | null;
  /** Whether pages may link directly, which tells people each other's network address. */
  readonly directLinks: boolean;
}

export interface Push {
  readonly person: string;
  /** When it reached Hero: milliseconds since 1970. */
  readonly serverTime: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Their open pages. Nobody is here who has none. */
  readonly clients: readonly string[];
}

/** A round that is over. The first push won it. */
export interface Round {
  readonly round: number;
  readonly pushes: readonly Push[];
}

/** How many rounds are kept, and how many pushes a round takes: so a state stays small, however long people play. */
export const ROUNDS_KEPT = 50;
export const PUSHES_IN_A_ROUND = 500;

export const initialState: State = {
  round: 1,
  personWhoPushedFirst: null,
  pushes: [],
  people: [],
  earlierRounds: [],
  startedBy: null,
  directLinks: false,
};

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const pushes = v.array(v.strictObject({ person: v.string(), serverTime: count }));

/** What a state that lay on a disk must look like. */
export const stateSchema = v.strictObject({
  round: count,
  personWhoPushedFirst: v.nullable(v.string()),
  pushes,
  people: v.array(v.strictObject({ id: v.string(), name: v.string(), clients: v.array(v.string()) })),
  earlierRounds: v.array(v.strictObject({ round: count, pushes })),
  startedBy: v.nullable(v.string()),
  directLinks: v.boolean(),
}) satisfies v.GenericSchema<unknown, State>;

/** From each version of the state to the next. */
export const migrations = {
  /** Earlier rounds were not kept. */
  1: (state: unknown): unknown => ({ ...v.parse(v.looseObject({}), state), earlierRounds: [] }),
  /** Who had started a room was not kept: of those who are there, whoever came first. */
  2: (state: unknown): unknown => {
    const { people, ...rest } = v.parse(v.looseObject({ people: stateSchema.entries.people }), state);
    return { ...rest, people, startedBy: people[0]?.id ?? null, directLinks: false };
  },
};
