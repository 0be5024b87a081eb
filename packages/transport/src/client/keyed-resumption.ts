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

/**
 * Checks a resumption that an earlier page has stored. Null if it is anything else.
 * @example
 * const stored: unknown = JSON.parse(sessionStorage.getItem('page') ?? 'null');
 * const link = new RoomLink({ rules, room, name: 'Bob', personToken, resumption: readResumption(stored) });
 * addEventListener('pagehide', () => sessionStorage.setItem('page', JSON.stringify(link.resumption)));
 */
export function readResumption<I extends Intent>(stored: unknown): KeyedResumption<I> | null {
  const resumption: v.GenericSchema<unknown, Resumption<I>> = v.strictObject({
    clientId: ordinal,
    epoch: text,
    serverSeq: v.nullable(count),
    unsettled: v.array(
      v.strictObject({
        clientId: ordinal,
        clientSeq: ordinal,
        action: v.custom<Action<I>>((action) => hasText(action, 'type') && hasText(action, 'person')),
        own: v.custom<I>((intent) => hasText(intent, 'type')),
      }),
    ),
  });
  const checked = checkMessage(v.strictObject({ clientKey: text, resumption }), stored);
  return 'message' in checked ? checked.message : null;
}

function hasText(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, key) === 'string';
}
