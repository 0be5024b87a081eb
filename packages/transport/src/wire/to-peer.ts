import * as v from 'valibot';
import { ordinal } from './parts.ts';

/**
 * The only message from page to page: an action that the sender has emitted. It does not name the sender, because
 * Hero's signals do. The client checks the action's payload.
 */
export const messageToPeer = v.strictObject({ clientSeq: ordinal, action: v.unknown() });

/** Such a message, as it is sent. */
export type Emission = v.InferOutput<typeof messageToPeer>;
