import * as v from 'valibot';
import { nameSchema } from './names.ts';
import { gameNames, type State } from './state.ts';

/** In milliseconds: whoever is farther away than that says this. */
const LONGEST_ROUND_TRIP = 60_000;

const round = v.pipe(v.number(), v.integer(), v.minValue(1));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(16));
const roundTrip = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LONGEST_ROUND_TRIP));
const newcomer = { client: id, newcomer: id, name: nameSchema };

/** What people, and Hero, may want. Strict: an intent with anything more is refused. */
export const intents = {
  /** The push, for the round in which the person saw the button, with the word of its light if it had one. */
  clickTheButton: v.strictObject({
    type: v.literal('clickTheButton'),
    round,
    word: v.optional(word),
    roundTrip: v.optional(roundTrip),
  }),
  /** The beginning of the round that it names, where nobody has started it. */
  openRound: v.strictObject({ type: v.literal('openRound'), round }),
  /** The end of the round that it names, and the beginning of the next. */
  startNextRound: v.strictObject({ type: v.literal('startNextRound'), round }),
  takeName: v.strictObject({ type: v.literal('takeName'), name: nameSchema }),

  /** The host's: what is played from now on. */
  chooseGame: v.strictObject({ type: v.literal('chooseGame'), game: v.picklist(gameNames) }),
  /** The host's, in the quiz: the answer of whoever gets to answer in this round. */
  judge: v.strictObject({ type: v.literal('judge'), round, who: id, isRight: v.boolean() }),
  /** The host's, in the quiz: the last judgement of this round was a mistake. */
  takeBackJudgement: v.strictObject({ type: v.literal('takeBackJudgement'), round, who: id }),
  /** The host's: only they start rounds from now on, or everybody does. */
  keepRoundsToHost: v.strictObject({ type: v.literal('keepRoundsToHost'), isKept: v.boolean() }),
  /** The host's: newcomers are kept out from now on, or let in. */
  lockRoom: v.strictObject({ type: v.literal('lockRoom'), isLocked: v.boolean() }),
  /** The host's: the end, for everybody. */
  closeRoom: v.strictObject({ type: v.literal('closeRoom') }),
  /** The host's: somebody is called something else from now on. */
  renamePerson: v.strictObject({ type: v.literal('renamePerson'), who: id, name: nameSchema }),
  /** The host's: somebody has to go, and stays out. */
  removePerson: v.strictObject({ type: v.literal('removePerson'), who: id }),
  /** The host's: somebody else is in charge from now on. */
  handOver: v.strictObject({ type: v.literal('handOver'), to: id }),
  /** The host's: pages may link directly from now on, or may not any more. */
  allowDirectLinks: v.strictObject({ type: v.literal('allowDirectLinks'), allowed: v.boolean() }),

  /** Hero's alone: a person's page opened, or came back. */
  enter: v.strictObject({ type: v.literal('enter'), ...newcomer }),
  /** Hero's alone: a page is gone. */
  leave: v.strictObject({ type: v.literal('leave'), client: id }),
  /** Hero's alone: now! */
  lightTheButton: v.strictObject({ type: v.literal('lightTheButton'), round, word }),
  /** Hero's alone: the host was away for too long. */
  replaceHost: v.strictObject({ type: v.literal('replaceHost'), absent: id, by: id }),
};

/** What stands in older records. Nobody may want it any more: what came in its place asks for a name that is free. */
export const retired = {
  arrive: v.strictObject({ type: v.literal('arrive'), ...newcomer }),
  rename: v.strictObject({ type: v.literal('rename'), name: nameSchema }),
};

type Schemas = typeof intents & typeof retired;

/** Everything that somebody can ask Hero for in this game, or once could. */
export type GameIntent = { [Type in keyof Schemas]: v.InferOutput<Schemas[Type]> }[keyof Schemas];

/** One kind of it. */
export type IntentOf<Type extends GameIntent['type']> = Extract<GameIntent, { type: Type }>;

/** The push of somebody who sees this: for its round, with the word of its light, and how far away they are from Hero. */
export function pushFor({ round, button }: State, measured: number | null): IntentOf<'clickTheButton'> {
  const word = button.is === 'lit' ? button.word : null;
  const roundTrip = measured === null ? null : Math.min(measured, LONGEST_ROUND_TRIP);
  return { type: 'clickTheButton', round, ...(word !== null && { word }), ...(roundTrip !== null && { roundTrip }) };
}
