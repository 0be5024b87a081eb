import type { Peer } from '@button/sync';
import * as v from 'valibot';
import { count, ordinal, text } from './parts.ts';

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

/** A signal as it arrives, which Hero forwarded and vouches for its sender. The link to that peer checks the content. */
export const signalFromPeerSchema = v.strictObject({
  from: v.strictObject({ clientId: ordinal, person: text }) satisfies v.GenericSchema<unknown, Peer>,
  content: v.unknown(),
});

export type SignalFromPeer = v.InferOutput<typeof signalFromPeerSchema>;
