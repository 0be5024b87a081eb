import type { Action, Intent, Resumption } from '@button/sync';
import * as v from 'valibot';
import { checkMessage } from '../wire/check.ts';
import { count, ordinal, text } from '../wire/parts.ts';

/**
 * A page's resumption for the page that is loaded in its place, with the key that proves its `clientId`. Plain JSON.
 */
export interface KeyedResumption<I extends Intent> {
  readonly clientKey: string;
  readonly resumption: Resumption<I>;
}

/** Checks a resumption that an earlier page has stored. Null if it is anything else. */
export function readResumption<I extends Intent>(stored: unknown): KeyedResumption<I> | null {
  const resumption: v.GenericSchema<unknown, Resumption<I>> = v.strictObject({
    clientId: ordinal,
    epoch: text,
    serverSeq: v.nullable(count),
    unsettled: v.array(
      v.strictObject({
        clientId: ordinal,
        clientSeq: ordinal,
        action: v.custom<Action<I>>(isAction),
        own: v.custom<I>(isIntent),
      }),
    ),
  });
  const checked = checkMessage(v.strictObject({ clientKey: text, resumption }), stored);
  return 'message' in checked ? checked.message : null;
}

function isIntent(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isAction(value: unknown): boolean {
  return isIntent(value) && 'person' in value && typeof value.person === 'string';
}
