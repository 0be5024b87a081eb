import * as v from 'valibot';

/** In milliseconds. A page with a longer round trip to Hero reports this value. */
export const MAX_ROUND_TRIP = 60_000;

/** Schemas that several payloads share. */
export const round = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const clientId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const roundTrip = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_ROUND_TRIP));
/** A name as it was typed, in UTF-16 units at most. Hero tidies it before it is recorded, and rejects what is no name. */
export const MAX_TYPED_NAME = 200;
export const name = v.pipe(v.string(), v.maxLength(MAX_TYPED_NAME));
/**
 * What Hero compares a name by; two names with a key in common are twins. It is added at Hero, before recording, because a
 * browser's Unicode version must not decide a state: a page that brings one is refused, and an unverified action has none.
 */
export const nameKeys = v.optional(v.custom<readonly string[]>(() => false));
/** The word of a light: 32 random bits. */
export const word = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2 ** 32 - 1));
