import { randomInt } from 'node:crypto';

/** The codes of rooms that the server names. */
export interface RoomCodes {
  /** A random code, which may be taken. */
  draw(): string;
  /** Normalizes a typed code. */
  read(typed: string): string;
}

/** Letters that are hard to mishear: only one of C, K and Q, no silent H, no W, whose name is a double U. */
const consonants = 'BDFGKLMNPRSTVZ';
const vowels = 'AEIOU';

/** Easy to say across a room: three syllables such as TOMAKI, one of 343,000. */
export const spokenCodes: RoomCodes = {
  draw: () => {
    const syllable = () => drawLetter(consonants) + drawLetter(vowels);
    return syllable() + syllable() + syllable();
  },
  read: (typed) => typed.trim().toUpperCase(),
};

/** The ids that an app chooses itself: taken as they are asked for. */
export const anyIds: RoomCodes = { draw: () => spokenCodes.draw(), read: (typed) => typed };

function drawLetter(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}
