import type { Intent } from '@button/sync';
import type { MessagesToClient as MessagesFromHero, Welcome } from '@button/sync/hero';
import * as v from 'valibot';
import type { Schemas } from './check.ts';
import { catchUpSchema, count, ordinal, recordedSchema, text } from './parts.ts';
import { signalFromPeerSchema } from './signal.ts';

/** A STUN or TURN server, as `RTCPeerConnection` takes it. */
const iceServerSchema = v.strictObject({
  urls: v.pipe(v.array(text), v.readonly()),
  username: v.exactOptional(text),
  credential: v.exactOptional(text),
});

export type IceServer = v.InferOutput<typeof iceServerSchema>;

/** Every message from Hero to a page, by the name of its event. */
export function messagesToClient<State, I extends Intent>() {
  const catchUp = catchUpSchema<State, I>();
  const fromHero = {
    official: v.strictObject({ lines: v.array(recordedSchema<I>()) }),
    caughtUp: catchUp,
    sendAgain: v.strictObject({ from: ordinal }),
    notNow: v.strictObject({ reason: text, retryAfter: count }),
  } satisfies Schemas<MessagesFromHero<State, I>>;
  return {
    /** Hero lets the page in, and names the servers for direct links. */
    welcome: v.strictObject({
      clientId: text,
      clientKey: text,
      person: v.nullable(text),
      personToken: v.nullable(text),
      catchUp,
      iceServers: v.pipe(v.array(iceServerSchema), v.readonly()),
    }) satisfies v.GenericSchema<unknown, Welcome<State, I>>,
    ...fromHero,
    /** From another page. */
    signal: signalFromPeerSchema,
    /** The page is not let in. Not strict, so that a page of any version understands the reason. */
    denied: v.object({
      code: text,
      /** A description for people; programs use the code only. */
      message: v.exactOptional(text),
      /** Only with `wrong-version`: the versions of this server. */
      protocol: v.exactOptional(v.number()),
      rules: v.exactOptional(text),
    }),
    /** A message was malformed, and had no number by which it could be refused. Nothing else happens. */
    protocolError: v.object({ code: text, message: v.exactOptional(text) }),
  };
}

type SchemasToClient<State, I extends Intent> = ReturnType<typeof messagesToClient<State, I>>;

export type MessagesToClient<State, I extends Intent> = {
  readonly [Name in keyof SchemasToClient<State, I>]: v.InferOutput<SchemasToClient<State, I>[Name]>;
};
