import * as v from 'valibot';
import { clientId, word } from './payload.ts';

/** The state that everybody in a room shares. Plain JSON; changed only by the mutations. */
export interface State {
  readonly game: GameName;
  /** 1, 2, 3… */
  readonly round: number;
  readonly button: Button;
  /** A person's id. In the quiz, they answer first. */
  readonly personWhoPushedFirst: string | null;
  /** The good pushes: at most one per person, in Hero's order. */
  readonly pushes: readonly Push[];
  /** The pushes that were not good. Their people sit this round out. */
  readonly falseStarts: readonly Push[];
  /** The host's judgements of the answers in this round of the quiz, oldest first. */
  readonly judgements: readonly Judgement[];
  /** In the order in which they came. A person who left stays for as long as this round shows their push. */
  readonly people: readonly Person[];
  /** Oldest first: the last `ROUNDS_KEPT` rounds before this one that had a push. */
  readonly earlierRounds: readonly Round[];
  /** One point for each round won before this one. People who left keep theirs. */
  readonly points: readonly Score[];
  /** A person's id: at first, of the person who came first. Null until a person has come. */
  readonly host: string | null;
  /** When the host's last page closed, in milliseconds since 1970. Null while they are here. */
  readonly hostLeftAt: number | null;
  /** Whether the host keeps the starting of rounds to themselves. */
  readonly onlyHostStarts: boolean;
  /** Who left last, oldest first; only the last `PEOPLE_KEPT` are kept. */
  readonly left: readonly Leaving[];
  /** While the room is locked, the ids of the people who may come in, at most `PEOPLE_KEPT`. Null while anybody may. */
  readonly admitted: readonly string[] | null;
  /** Whether the host has ended the room for everybody. */
  readonly isClosed: boolean;
  /** The ids of people the host removed; only the last `PEOPLE_KEPT` are kept. */
  readonly removed: readonly string[];
  /** Whether pages may link directly, which shows people each other's network address, if they agree to it. */
  readonly directLinks: boolean;
  /** The ids of people who agreed that those they are linked to learn their network address; at most `PEOPLE_KEPT`. */
  readonly agreedToLinks: readonly string[];
}

export const gameNames = ['classic', 'reflex', 'quiz'] as const;
export type GameName = (typeof gameNames)[number];

/**
 * - `dark`: the round has not been started, and a push is refused;
 * - `waiting`: everybody gets ready, and a push is a false start;
 * - `lit`: a push is good. If the light has a word, the push must bring it, which proves that its page saw the light.
 */
export type Button =
  { readonly is: 'dark' } | { readonly is: 'waiting' } | { readonly is: 'lit'; readonly word: number | null };

export interface Push {
  readonly person: string;
  /** When it reached Hero, in milliseconds since 1970. */
  readonly serverTime: number;
  /** The page's round trip to Hero in milliseconds, as the page measured it; null if it had not done so yet. */
  readonly roundTrip: number | null;
}

export interface Judgement {
  readonly person: string;
  readonly isRight: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** By these the name is compared with others: names with one in common look alike. */
  readonly nameKeys: readonly string[];
  /** The clientIds of their open pages. A person without one is not here. */
  readonly clients: readonly number[];
}

/** When a person's last page closed. */
export interface Leaving {
  readonly person: string;
  /** In milliseconds since 1970. */
  readonly serverTime: number;
}

/** A round that is over. */
export interface Round {
  readonly round: number;
  readonly game: GameName;
  readonly pushes: readonly NamedPush[];
  readonly falseStarts: readonly NamedPush[];
  /** A person's id; null if the round had no winner. */
  readonly winner: string | null;
}

/** With the name that the person had then, because they may have left since. */
export interface NamedPush extends Push {
  readonly name: string;
}

export interface Score {
  readonly person: string;
  /** Their name when they last won. */
  readonly name: string;
  readonly points: number;
}

/** Bounds that keep the state small, however long people play. */
export const ROUNDS_KEPT = 50;
export const PUSHES_IN_A_ROUND = 500;
export const PEOPLE_KEPT = 500;

export const initialState: State = {
  game: 'classic',
  round: 1,
  button: { is: 'lit', word: null },
  personWhoPushedFirst: null,
  pushes: [],
  falseStarts: [],
  judgements: [],
  people: [],
  earlierRounds: [],
  points: [],
  host: null,
  hostLeftAt: null,
  onlyHostStarts: false,
  left: [],
  admitted: null,
  isClosed: false,
  removed: [],
  directLinks: false,
  agreedToLinks: [],
};

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const push = { person: v.string(), serverTime: count, roundTrip: v.nullable(count) };
const pushes = v.array(v.strictObject(push));
const namedPushes = v.array(v.strictObject({ ...push, name: v.string() }));
const game = v.picklist(gameNames);
const winner = v.nullable(v.string());

/** Checks a saved state before it is used. */
export const stateSchema = v.strictObject({
  game,
  round: count,
  button: v.variant('is', [
    v.strictObject({ is: v.picklist(['dark', 'waiting']) }),
    v.strictObject({ is: v.literal('lit'), word: v.nullable(word) }),
  ]),
  personWhoPushedFirst: winner,
  pushes,
  falseStarts: pushes,
  judgements: v.array(v.strictObject({ person: v.string(), isRight: v.boolean() })),
  people: v.array(
    v.strictObject({ id: v.string(), name: v.string(), nameKeys: v.array(v.string()), clients: v.array(clientId) }),
  ),
  earlierRounds: v.array(v.strictObject({ round: count, game, pushes: namedPushes, falseStarts: namedPushes, winner })),
  points: v.array(v.strictObject({ person: v.string(), name: v.string(), points: count })),
  host: v.nullable(v.string()),
  hostLeftAt: v.nullable(count),
  onlyHostStarts: v.boolean(),
  left: v.array(v.strictObject({ person: v.string(), serverTime: count })),
  admitted: v.nullable(v.array(v.string())),
  isClosed: v.boolean(),
  removed: v.array(v.string()),
  directLinks: v.boolean(),
  agreedToLinks: v.array(v.string()),
}) satisfies v.GenericSchema<unknown, State>;
