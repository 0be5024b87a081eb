import * as v from 'valibot';
import { word } from './payload.ts';

/** The game as everyone in a room shares it. Plain JSON; changed only by the mutations. */
export interface State {
  readonly game: GameName;
  /** 1, 2, 3… A push belongs to the round it was meant for. */
  readonly round: number;
  readonly button: Button;
  /** A person's id. In the quiz, whoever gets to answer first. */
  readonly personWhoPushedFirst: string | null;
  /** One for each person at most, in Hero's order. */
  readonly pushes: readonly Push[];
  /** Who pushed before the button was lit, and sits this round out. */
  readonly falseStarts: readonly Push[];
  /** What the host said of the answers in this round of the quiz, oldest first. */
  readonly judgements: readonly Judgement[];
  /** In the order in which they came. Someone who left stays for as long as this round shows their push. */
  readonly people: readonly Person[];
  /** The rounds before this one, oldest first: the last 50. */
  readonly earlierRounds: readonly Round[];
  /** One for each round before this one to whoever won it, also of those who left. */
  readonly points: readonly Score[];
  /** Who is in charge: a person's id, first whoever came first. Null while nobody has come. */
  readonly host: string | null;
  /** When the host went away: milliseconds since 1970. Null while they are here. */
  readonly hostLeftAt: number | null;
  /** Whether only the host starts rounds. */
  readonly onlyHostStarts: boolean;
  /** Whether newcomers are kept out. */
  readonly isLocked: boolean;
  /** Whether the host has ended it for everybody. */
  readonly isClosed: boolean;
  /** Whom the host sent away: persons' ids, the last 500. */
  readonly removed: readonly string[];
  /** Whether pages may link directly, which tells people each other's network address. */
  readonly directLinks: boolean;
}

export const gameNames = ['classic', 'reflex', 'quiz'] as const;
/** What is played. */
export type GameName = (typeof gameNames)[number];

/**
 * - `dark`: nobody has started the round, a push is none;
 * - `waiting`: everybody gets ready, and a push is a false start;
 * - `lit`: push! With a word, only a push that brings it counts: nobody can have it who has not seen the light.
 */
export type Button =
  { readonly is: 'dark' } | { readonly is: 'waiting' } | { readonly is: 'lit'; readonly word: number | null };

export interface Push {
  readonly person: string;
  /** When it reached Hero: milliseconds since 1970. */
  readonly serverTime: number;
  /** Milliseconds from that page to Hero and back, as it measured them itself; null when it had not yet. */
  readonly roundTrip: number | null;
}

export interface Judgement {
  readonly person: string;
  readonly isRight: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Their open pages. Nobody is here who has none. */
  readonly clients: readonly string[];
}

/** A round that is over. */
export interface Round {
  readonly round: number;
  readonly game: GameName;
  readonly pushes: readonly NamedPush[];
  readonly falseStarts: readonly NamedPush[];
  /** A person's id; null when nobody won it. */
  readonly winner: string | null;
}

/** With the name that the person had then: they may have left by now. */
export interface NamedPush extends Push {
  readonly name: string;
}

export interface Score {
  readonly person: string;
  /** As they were called when they won last. */
  readonly name: string;
  readonly points: number;
}

/** How much is kept, and how many pushes a round takes: so a state stays small, however long people play. */
export const ROUNDS_KEPT = 50;
export const PUSHES_IN_A_ROUND = 500;
export const PERSONS_KEPT = 500;

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
  isLocked: false,
  isClosed: false,
  removed: [],
  directLinks: false,
};

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const push = { person: v.string(), serverTime: count, roundTrip: v.nullable(count) };
const pushes = v.array(v.strictObject(push));
const namedPushes = v.array(v.strictObject({ ...push, name: v.string() }));
const game = v.picklist(gameNames);
const winner = v.nullable(v.string());

/** What a state that lay on a disk must look like. */
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
  people: v.array(v.strictObject({ id: v.string(), name: v.string(), clients: v.array(v.string()) })),
  earlierRounds: v.array(v.strictObject({ round: count, game, pushes: namedPushes, falseStarts: namedPushes, winner })),
  points: v.array(v.strictObject({ person: v.string(), name: v.string(), points: count })),
  host: v.nullable(v.string()),
  hostLeftAt: v.nullable(count),
  onlyHostStarts: v.boolean(),
  isLocked: v.boolean(),
  isClosed: v.boolean(),
  removed: v.array(v.string()),
  directLinks: v.boolean(),
}) satisfies v.GenericSchema<unknown, State>;
