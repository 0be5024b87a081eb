import type { Intent } from '@button/sync';
import type { Position } from '@button/sync/hero';
import type { Snapshot } from '@button/sync/log';
import * as v from 'valibot';
import { clientsSchema } from './clients.ts';
import { linesSchema } from './lines.ts';

/** Schemas that several messages share. All objects are strict: an unknown key is an error. */
export const integer = v.pipe(v.number(), v.safeInteger());
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const ordinal = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const text = v.string();

export const positionSchema = v.strictObject({
  epoch: text,
  /** Null to get a snapshot. */
  serverSeq: v.nullable(count),
}) satisfies v.GenericSchema<unknown, Position>;

/** Checked no closer than is needed to notice another version, or a proxy that garbles messages. */
function snapshotSchema<State>(): v.GenericSchema<unknown, Snapshot<State>> {
  return v.strictObject({
    epoch: text,
    continues: v.optional(v.nullable(v.strictObject({ epoch: text, serverSeq: count })), null),
    serverSeq: count,
    serverTime: count,
    state: v.custom<State>((state) => typeof state === 'object' && state !== null),
    clients: clientsSchema,
  });
}

/** A snapshot or a tail. */
export function catchUpSchema<State, I extends Intent>() {
  return v.union([v.strictObject({ snapshot: snapshotSchema<State>() }), v.strictObject({ tail: linesSchema<I>() })]);
}
