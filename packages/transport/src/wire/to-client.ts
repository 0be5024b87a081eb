import type { Intent } from '@button/sync';
import type { CatchUp } from '@button/sync/hero';
import * as v from 'valibot';
import { encodeClients } from './clients.ts';
import { encodeLines, linesSchema } from './lines.ts';
import { catchUpSchema, count, integer, ordinal, text } from './parts.ts';
import { MESSAGE_BYTES } from './protocol.ts';
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
    /** Hero lets the page in, and says how large a message may be. */
    welcome: v.strictObject({
      /** Below 0 for a page that only watches. */
      clientId: integer,
      clientKey: text,
      personToken: v.nullable(text),
      catchUp,
      messageBytes: v.optional(ordinal, MESSAGE_BYTES),
    }),
    /** The page waits to be let in by a person in the room. Then comes `welcome` or `denied`. */
    waiting: v.strictObject({}),
    /** To the pages of the person who keeps the door: who waits there, and how many pages only watch. */
    door: v.strictObject({
      waiting: v.pipe(v.array(v.strictObject({ person: text, name: text })), v.readonly()),
      watching: count,
      watchKey: text,
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
    /** The answer to `askIceServers`: the servers for direct links, for this page and a few minutes. */
    iceServers: v.pipe(v.array(iceServerSchema), v.readonly()),
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

/** The JSON of large states that were sent. Everybody who asks at the same place in the record is sent the same one. */
const statesAsJson = new WeakMap<object, string>();
/** In characters. The JSON of a smaller state costs less to make again than to keep. */
const LARGE_STATE = 4_000;

/**
 * A catch-up as it travels, as JSON; null values are left out. A state is immutable, and turned into JSON once: only the
 * list of clients, in which the asker is, is made for each.
 */
export function encodeCatchUp<State, I extends Intent>(catchUp: CatchUp<State, I>): string {
  if ('tail' in catchUp) return JSON.stringify({ tail: encodeLines<I>(catchUp.tail) });
  const { continues, clients, state, ...place } = catchUp.snapshot;
  const rest = { ...(continues && { continues }), ...place, clients: encodeClients(clients) };
  return `{"snapshot":${withJson(rest, 'state', asJson(state))}}`;
}

/** The JSON of an object that is not empty, with one more property, which is JSON already. */
export function withJson(object: object, key: string, json: string): string {
  return `${JSON.stringify(object).slice(0, -1)},"${key}":${json}}`;
}

function asJson(state: unknown): string {
  if (typeof state !== 'object' || state === null) return JSON.stringify(state);
  const known = statesAsJson.get(state);
  if (known !== undefined) return known;
  const json = JSON.stringify(state);
  if (json.length >= LARGE_STATE) statesAsJson.set(state, json);
  return json;
}
