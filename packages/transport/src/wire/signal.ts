import * as v from 'valibot';
import { count, text } from './parts.ts';

const SDP_LENGTH = 10_000;
const CANDIDATE_LENGTH = 1_000;
const short = v.pipe(text, v.maxLength(CANDIDATE_LENGTH));

/** The information that two pages exchange in order to link directly. */
export const peerSignalSchema = v.union([
  /** The polite end is ready, and waits for the other's offer. */
  v.strictObject({ ready: v.literal(true) }),
  v.strictObject({
    description: v.strictObject({
      type: v.picklist(['offer', 'answer']),
      sdp: v.pipe(text, v.maxLength(SDP_LENGTH)),
    }),
  }),
  v.strictObject({
    candidate: v.strictObject({
      candidate: short,
      sdpMid: v.nullable(short),
      sdpMLineIndex: v.nullable(count),
      usernameFragment: v.nullable(short),
    }),
  }),
]);

export type PeerSignal = v.InferOutput<typeof peerSignalSchema>;
