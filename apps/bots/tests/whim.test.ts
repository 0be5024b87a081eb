import { rules, type State } from '@button/mutations';
import { describe, expect, test } from 'vitest';
import { glance, reaction, whimOf } from '../src/whim.ts';

/** Random numbers that are the same for the same seed. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const people = ['bot', 'Sue'].map((name, index) => ({ id: name, name, nameKeys: [], clients: [index + 2] }));
const bot = { person: 'bot', roundTrip: 12 };
const room: State = { ...rules.initialState, people, host: 'Sue' };
const pushed = (person: string): State => ({
  ...room,
  personWhoPushedFirst: person,
  pushes: [{ person, serverTime: 1, roundTrip: null }],
});

describe('a simulated player', () => {
  test('has human reaction times, and never a shorter one than people can have', () => {
    const random = randomFrom(1);
    const times = Array.from({ length: 2_000 }, () => reaction(random)).toSorted((a, b) => a - b);
    expect(times[0]).toBeGreaterThan(150);
    expect(times[1_000]).toBeGreaterThan(240);
    expect(times[1_000]).toBeLessThan(300);
    expect(times[1_980]).toBeGreaterThan(400);
  });

  test('pushes with the word of the light, in the round that it sees', () => {
    const lit: State = { ...room, round: 3, game: 'reflex', button: { is: 'lit', word: 7 } };
    expect(whimOf(lit, bot, randomFrom(1))?.intent).toEqual({
      type: 'push',
      round: 3,
      word: 7,
      roundTrip: 12,
    });
  });

  test('waits for the light, except in a few cases of a hundred', () => {
    const waiting: State = { ...room, game: 'reflex', button: { is: 'waiting' } };
    const random = randomFrom(1);
    const tooEarly = Array.from({ length: 1_000 }, () => whimOf(waiting, bot, random)).filter((whim) => whim !== null);
    expect(tooEarly.length).toBeGreaterThan(5);
    expect(tooEarly.length).toBeLessThan(80);
  });

  test('starts a round when it is the host, and leaves it to people when it is not', () => {
    expect(whimOf(pushed('bot'), bot, randomFrom(1))).toBeNull();
    const asHost = { ...pushed('bot'), host: 'bot' };
    expect(whimOf(asHost, bot, randomFrom(1))?.intent).toEqual({ type: 'startNextRound', round: 1 });
    const dark: State = { ...room, host: 'bot', game: 'reflex', button: { is: 'dark' } };
    expect(whimOf(dark, bot, randomFrom(1))?.intent).toEqual({ type: 'openRound', round: 1 });
  });

  test('decides again only when the situation has changed', () => {
    expect(glance(room, 'bot')).toBe(glance({ ...room, directLinks: true }, 'bot'));
    expect(glance(room, 'bot')).not.toBe(glance(pushed('bot'), 'bot'));
  });
});
