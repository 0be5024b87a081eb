import * as v from 'valibot';

/** In milliseconds. A page with a longer round trip to Hero reports this value. */
export const MAX_ROUND_TRIP = 60_000;

/** Schemas that several payloads share. */
export const round = v.pipe(v.number(), v.integer(), v.minValue(1));
export const clientId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const roundTrip = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_ROUND_TRIP));
/** The word of a light: 32 random bits. */
export const word = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2 ** 32 - 1));
