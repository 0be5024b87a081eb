import type { Intent } from '@button/sync';
import type { CatchUp } from '@button/sync/hero';
import * as v from 'valibot';
import { encodeClients } from './clients.ts';
import { encodeLines, linesSchema } from './lines.ts';
import { catchUpSchema, count, ordinal, text } from './parts.ts';
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
  return {
    /** Hero lets the page in, and names the servers for direct links. */
    welcome: v.strictObject({
      clientId: ordinal,
      clientKey: text,
      personToken: v.nullable(text),
      catchUp,
      iceServers: v.optional(v.pipe(v.array(iceServerSchema), v.readonly()), []),
    }),
    /** Broadcast to everyone in the room. */
    lines: linesSchema<I>(),
    /** The answer to `catchUp`. */
    caughtUp: catchUp,
    /** An action arrived without its predecessors: send again from this `clientSeq`. */
    sendAgain: v.strictObject({ from: ordinal }),
    /** Nothing is recorded for now: send everything unsettled again after `retryAfter` milliseconds. */
    notNow: v.strictObject({ reason: text, retryAfter: count }),
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

/** A catch-up as it travels; null values are left out. */
export function encodeCatchUp<State, I extends Intent>(catchUp: CatchUp<State, I>) {
  if ('tail' in catchUp) return { tail: encodeLines<I>(catchUp.tail) };
  const { continues, clients, ...snapshot } = catchUp.snapshot;
  return { snapshot: { ...(continues && { continues }), ...snapshot, clients: encodeClients(clients) } };
}
