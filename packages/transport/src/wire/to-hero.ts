import * as v from 'valibot';
import { count, ordinal, positionSchema, text } from './parts.ts';
import { peerSignalSchema } from './signal.ts';

/** Every message from a page to Hero, by the name of its event. */
export const messagesToHero = {
  /** The first message of every connection. The room and the versions stand in the address of the connection. */
  enter: v.strictObject({
    /** The name that a newcomer asks for; null where the app needs none, and for a page that only watches. */
    name: v.nullable(text),
    /** A page that only watches acts in no person's name. */
    watches: v.boolean(),
    /** Lets a page that only watches into a locked room. */
    watchKey: v.exactOptional(text),
    /** Proves that the page belongs to a person that Hero knows. */
    personToken: v.nullable(text),
    /** The client that this page was on its last connection; the key proves it. */
    returning: v.nullable(
      v.strictObject({ clientId: ordinal, clientKey: text, epoch: text, serverSeq: v.nullable(count) }),
    ),
  }),
  /** Hero checks the action, so that it can refuse a faulty one in the record. */
  emit: v.strictTuple([ordinal, v.unknown()]),
  catchUp: positionSchema,
  /** The page has received a piece of a large message. */
  pieceRead: v.null(),
  /** For another page, so that the two can link directly. Hero forwards it. */
  signal: v.strictObject({ to: ordinal, content: peerSignalSchema }),
  /** From a page that may link directly: Hero names the servers that help with it. */
  askIceServers: v.strictObject({}),
  /** From the person who keeps the door: a person who waits there, or with null all pages that only watch. */
  sendAway: v.strictObject({ person: v.nullable(text) }),
};

export type MessagesToHero = {
  readonly [Name in keyof typeof messagesToHero]: v.InferOutput<(typeof messagesToHero)[Name]>;
};

/** The part of a malformed `emit` that Hero needs to refuse it in the record. */
export const numberedSchema = v.looseTuple([ordinal]);
