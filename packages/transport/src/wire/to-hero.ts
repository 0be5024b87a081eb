import * as v from 'valibot';
import type { EnterMessage } from './events.ts';
import { count, ordinal, peerSignalSchema, positionSchema, text } from './parts.ts';

/** What a page of any version says first: this much of `enter` never changes. */
export const versionsSchema = v.looseObject({ protocol: v.number(), mutations: text });

export const enterSchema = v.strictObject({
  protocol: v.number(),
  mutations: text,
  room: text,
  name: v.nullable(text),
  personToken: v.nullable(text),
  returning: v.nullable(v.strictObject({ clientId: text, clientKey: text, epoch: text, serverSeq: v.nullable(count) })),
}) satisfies v.GenericSchema<unknown, EnterMessage>;

/** The action inside is Hero's to check, and Hero always answers it. */
export const emitSchema = v.strictObject({ clientSeq: ordinal, action: v.unknown() });

/** As much of a wrong `emit` as it takes to answer it for good. */
export const numberedSchema = v.looseObject({ clientSeq: ordinal });

export const askToCatchUpSchema = positionSchema;

/** What one page wants another to know, to link directly. Hero passes it on. */
export const signalSchema = v.strictObject({ to: text, content: peerSignalSchema });
