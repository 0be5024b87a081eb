import type { Enter } from '@button/sync/hero';
import * as v from 'valibot';
import { count, ordinal, positionSchema, text } from './parts.ts';
import { peerSignalSchema } from './signal.ts';

/** Every message from a page to Hero, by the name of its event. */
export const messagesToHero = {
  /** The first message on every connection: which versions the page speaks, and who it is. */
  enter: v.strictObject({
    protocol: v.number(),
    /** The id of the rules that the page runs. */
    rules: text,
    room: text,
    name: v.nullable(text),
    watches: v.boolean(),
    personToken: v.nullable(text),
    returning: v.nullable(
      v.strictObject({ clientId: text, clientKey: text, epoch: text, serverSeq: v.nullable(count) }),
    ),
  }) satisfies v.GenericSchema<unknown, Enter>,
  /** The action inside is Hero's to check, and Hero always answers it. */
  emit: v.strictObject({ clientSeq: ordinal, action: v.unknown() }),
  catchUp: positionSchema,
  /** For another page, so that the two can link directly. Hero passes it on. */
  signal: v.strictObject({ to: text, content: peerSignalSchema }),
};

export type MessagesToHero = {
  readonly [Name in keyof typeof messagesToHero]: v.InferOutput<(typeof messagesToHero)[Name]>;
};

/** The part of `enter` that is the same in every version of the protocol. */
export const versionsSchema = v.looseObject({ protocol: v.number(), rules: text });

/** The part of a malformed `emit` that is needed to refuse it for good. */
export const numberedSchema = v.looseObject({ clientSeq: ordinal });
