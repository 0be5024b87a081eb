import { randomInt } from 'node:crypto';

/** Letters that are hard to mishear: no C, K and Q side by side, no silent H, no W that is called a double U. */
const consonants = 'BDFGKLMNPRSTVZ';
const vowels = 'AEIOU';

/** A room's name, easy to say across a room: three syllables such as TOMAKI, one of 343,000. */
export function drawCode(): string {
  const syllable = () => drawLetter(consonants) + drawLetter(vowels);
  return syllable() + syllable() + syllable();
}

/** The code that somebody meant who typed this. */
export function readCode(typed: string): string {
  return typed.trim().toUpperCase();
}

function drawLetter(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}
