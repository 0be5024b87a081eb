import * as v from 'valibot';
import { ordinal } from './parts.ts';

/**
 * The one message from page to page: an action that the sender has emitted. Who the sender is, Hero has said; the
 * action's payload is for the mutations to check.
 */
export const messageToPeer = v.strictObject({ clientSeq: ordinal, action: v.unknown() });
