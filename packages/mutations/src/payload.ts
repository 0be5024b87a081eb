import * as v from 'valibot';

/** Milliseconds: a page that is farther away from Hero than that says this. */
export const LONGEST_ROUND_TRIP = 60_000;

/** Pieces of the payloads. */
export const round = v.pipe(v.number(), v.integer(), v.minValue(1));
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const roundTrip = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LONGEST_ROUND_TRIP));
/** The word of a light: 32 random bits. */
export const word = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2 ** 32 - 1));
