import { expect, test } from 'vitest';
import { blocking } from '../src/blocked-names.ts';

test.each(['FUCK', 'f u c k', 'Fück it', 'fµck fuck', '4rschl0ch', 'Ｆｕｃｋ'])('nobody is called %s', (name) => {
  expect(blocking([])(name)).toBe(true);
});

test.each(['Bob', 'Nazir', 'Dick', 'Scunthorpe', 'Füsün', '太郎', '42'])('%s is a good name', (name) => {
  expect(blocking([])(name)).toBe(false);
});

test('the server’s owner can add to it, and an empty word blocks nothing', () => {
  expect(blocking(['Voldemort', ''])('Lord VOLDEMORT')).toBe(true);
  expect(blocking(['Voldemort', ''])('Bob')).toBe(false);
});
