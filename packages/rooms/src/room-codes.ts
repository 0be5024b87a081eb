import { randomInt } from 'node:crypto';

/** How rooms are called that nobody named. */
export interface RoomCodes {
  draw(): string;
  /** The code that is meant by what somebody typed. */
  read(typed: string): string;
}

/** Letters that are hard to mishear: no C, K and Q side by side, no silent H, no W that is called a double U. */
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

function drawLetter(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}
