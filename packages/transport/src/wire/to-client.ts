import type { Intent } from '@button/sync';
import * as v from 'valibot';
import type { IceServer, RefusedMessage, WelcomeMessage } from './events.ts';
import { catchUpSchema, count, ordinal, recordedSchema, text } from './parts.ts';

/** The schemas of everything that Hero says, by event name. */
export function schemasToClient<State, I extends Intent>() {
  const catchUp = catchUpSchema<State, I>();
  const welcome: v.GenericSchema<unknown, WelcomeMessage<State, I>> = v.strictObject({
    clientId: text,
    clientKey: text,
    person: v.nullable(text),
    personToken: v.nullable(text),
    expired: v.boolean(),
    catchUp,
    iceServers: v.array(iceServerSchema),
  });
  return {
    welcome,
    official: v.strictObject({ recorded: v.array(recordedSchema<I>()) }),
    caughtUp: v.strictObject({ catchUp }),
    sendAgain: v.strictObject({ from: ordinal }),
    notNow: v.strictObject({ reason: text, retryAfter: count }),
    // What is inside is between the two pages: the link to that peer checks it.
    signal: v.strictObject({ from: v.strictObject({ clientId: text, person: text }), content: v.unknown() }),
    refused: refusedSchema,
  };
}

const iceServerSchema: v.GenericSchema<unknown, IceServer> = v.strictObject({
  urls: v.array(text),
  username: v.exactOptional(text),
  credential: v.exactOptional(text),
});

/** Not strict, so that a page of any age understands why it is not let in. */
const refusedSchema: v.GenericSchema<unknown, RefusedMessage> = v.object({
  code: text,
  message: v.exactOptional(text),
  protocol: v.exactOptional(v.number()),
  mutations: v.exactOptional(text),
});
