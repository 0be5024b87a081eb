import { randomInt } from 'node:crypto';

/** The codes of rooms that the server names. */
export interface RoomCodes {
  /** A random code, which may be taken. The more rooms there are, the longer it is, so that guesses stay in vain. */
  draw(rooms: number): string;
  /** Normalizes a typed code. */
  read(typed: string): string;
}

/** Letters that are hard to mishear: only one of C, K and Q, no silent H, no W, whose name is a double U. */
const consonants = 'BDFGKLMNPRSTVZ';
const vowels = 'AEIOU';

const SYLLABLES = consonants.length * vowels.length;
/** Of so many guesses, at most one finds a room. */
const GUESSES_PER_ROOM = 1_000;

/** Easy to say across a room: three syllables such as TOMAKI, one of 343,000. From 344 rooms on there are four. */
export const spokenCodes: RoomCodes = {
  draw: (rooms) => {
    const count = Math.max(3, Math.ceil(Math.log(rooms * GUESSES_PER_ROOM) / Math.log(SYLLABLES)));
    const syllable = () => drawLetter(consonants) + drawLetter(vowels);
    return Array.from({ length: count }, syllable).join('');
  },
  read: (typed) => typed.trim().toUpperCase(),
};

/** The ids that an app chooses itself: taken as they are asked for. */
export const anyIds: RoomCodes = { draw: (rooms) => spokenCodes.draw(rooms), read: (typed) => typed };

function drawLetter(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}
