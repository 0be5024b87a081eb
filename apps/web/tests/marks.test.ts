import { expect, test } from 'vitest';
import { marksOf } from '../src/people/marks.ts';

const persons = Array.from({ length: 56 }, (_, at) => `person ${at}`);
const all = (count: number) => [...marksOf(persons.slice(0, count)).values()];

test('the first seven in a room have seven colours and seven shapes', () => {
  expect(new Set(all(7).map(({ colour }) => colour)).size).toBe(7);
  expect(new Set(all(7).map(({ shape }) => shape)).size).toBe(7);
});

test('nobody’s mark changes when somebody comes', () => {
  expect(all(56).slice(0, 20)).toEqual(all(20));
});

test('two of twenty-eight never have the same colour and shape', () => {
  expect(new Set(all(28).map(({ colour, shape }) => colour + shape)).size).toBe(28);
});
