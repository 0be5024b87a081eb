import { expect, test } from 'vitest';
import { nameBlocker } from '../src/blocked-names.ts';

test.each(['FUCK', 'f u c k', 'Fück it', 'fµck fuck', '4rschl0ch', 'Ｆｕｃｋ'])('the name %s is blocked', (name) => {
  expect(nameBlocker([])(name)).toBe(true);
});

test.each(['Bob', 'Nazir', 'Dick', 'Scunthorpe', 'Füsün', '太郎', '42'])('the name %s is allowed', (name) => {
  expect(nameBlocker([])(name)).toBe(false);
});

test('the owner of the server can block more words, and an empty one blocks nothing', () => {
  expect(nameBlocker(['Voldemort', ''])('Lord VOLDEMORT')).toBe(true);
  expect(nameBlocker(['Voldemort', ''])('Bob')).toBe(false);
});
