import * as v from 'valibot';

/** Also what a form checks before it sends: a name has 1 to 20 letters. */
export const nameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20));
const round = v.pipe(v.number(), v.integer(), v.minValue(1));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** What people, and Hero, may want. Strict: an intent with anything more is refused. */
export const intents = {
  /** Hero's alone: a person's page opened, or came back. */
  arrive: v.strictObject({ type: v.literal('arrive'), client: id, newcomer: id, name: nameSchema }),
  /** Hero's alone: a page is gone. */
  leave: v.strictObject({ type: v.literal('leave'), client: id }),
  rename: v.strictObject({ type: v.literal('rename'), name: nameSchema }),
  /** The push, for the round in which the person saw the button. */
  clickTheButton: v.strictObject({ type: v.literal('clickTheButton'), round }),
  /** The end of the round that it names. */
  startNextRound: v.strictObject({ type: v.literal('startNextRound'), round }),
  /** Pages may link directly from now on, or may not any more. Only whoever started the room may say so. */
  allowDirectLinks: v.strictObject({ type: v.literal('allowDirectLinks'), allowed: v.boolean() }),
};

/** Everything that somebody can ask Hero for in this game. */
export type GameIntent = {
  [Type in keyof typeof intents]: v.InferOutput<(typeof intents)[Type]>;
}[keyof typeof intents];

/** One kind of it. */
export type IntentOf<Type extends GameIntent['type']> = Extract<GameIntent, { type: Type }>;
