import type { Action, Intent } from '@button/sync';
import type { CatchUp, Position } from '@button/sync/hero';
import type { Recorded, Snapshot } from '@button/sync/log';
import * as v from 'valibot';

/** Schemas that several messages share. All objects are strict: an unknown key is an error. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const ordinal = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const text = v.string();

const seed = v.pipe(count, v.maxValue(2 ** 32 - 1));
const position = { epoch: text, serverSeq: count };

export const positionSchema = v.strictObject(position) satisfies v.GenericSchema<unknown, Position>;

/** A line of the record. The mutations check the action in it; here it only needs a type and a person. */
export function recordedSchema<I extends Intent>(): v.GenericSchema<unknown, Recorded<I>> {
  const line = { clientId: text, clientSeq: ordinal, serverSeq: ordinal, serverTime: count, seed };
  return v.variant('kind', [
    v.strictObject({ ...line, kind: v.literal('join'), clientSeq: v.literal(0) }),
    v.strictObject({ ...line, kind: v.literal('action'), action: v.custom<Action<I>>(isAction) }),
    v.strictObject({ ...line, kind: v.literal('refused'), code: text }),
    v.strictObject({ ...line, kind: v.literal('forget'), clientSeq: count }),
  ]);
}

/** A snapshot or a tail. The rules check the state in a snapshot; here it only needs to be an object. */
export function catchUpSchema<State, I extends Intent>(): v.GenericSchema<unknown, CatchUp<State, I>> {
  const snapshot: v.GenericSchema<unknown, Snapshot<State>> = v.strictObject({
    ...position,
    serverTime: count,
    state: v.custom<State>(isObject),
    lastSeqs: v.record(text, count),
  });
  return v.union([v.strictObject({ snapshot }), v.strictObject({ tail: v.array(recordedSchema<I>()) })]);
}

export function isIntent(value: unknown): value is object {
  return isObject(value) && 'type' in value && typeof value.type === 'string';
}

export function isAction(value: unknown): boolean {
  return isIntent(value) && 'person' in value && typeof value.person === 'string';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
