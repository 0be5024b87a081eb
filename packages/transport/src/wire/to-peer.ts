import * as v from 'valibot';
import { ordinal } from './parts.ts';

/**
 * What a page tells another one directly: an action that it has emitted. From whom it comes, Hero has said; the action
 * inside is for the mutations to check.
 */
export const toldByPeerSchema = v.strictObject({ clientSeq: ordinal, action: v.unknown() });
