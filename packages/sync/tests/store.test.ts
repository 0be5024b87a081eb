import { Store } from '@button/sync';
import { expect, test } from 'vitest';

function begin() {
  const store = new Store('a');
  const notified: string[] = [];
  store.subscribe(() => notified.push(store.value));
  return { store, notified };
}

test('a store has the value that was set last, or its first one', () => {
  const store = new Store('a');
  expect(store.value).toBe('a');
  store.set('b');
  expect(store.value).toBe('b');
});

test('observers are notified of every new value, and of none that is the same', () => {
  const { store, notified } = begin();
  for (const value of ['b', 'b', 'c']) store.set(value);
  expect(notified).toEqual(['b', 'c']);
});

test('a batch is one change, even if it is part of a larger one', () => {
  const { store, notified } = begin();
  store.batch(() => {
    store.set('b');
    store.batch(() => store.set('c'));
    store.set('d');
  });
  expect(notified).toEqual(['d']);
});

test('a batch that fails ends with its work, and observers are notified of later values', () => {
  const { store, notified } = begin();
  expect(() =>
    store.batch(() => {
      throw new Error('failed');
    }),
  ).toThrow('failed');
  store.set('b');
  expect(notified).toEqual(['b']);
});

test('a change that an observer makes is notified after all have been notified of the one before', () => {
  const { store, notified } = begin();
  store.subscribe(() => {
    if (store.value === 'b') store.set('c');
  });
  store.subscribe(() => notified.push(`later ${store.value}`));
  store.set('b');
  expect(notified).toEqual(['b', 'later c', 'c', 'later c']);
});

test('an observer that has unsubscribed is not notified', () => {
  const { store, notified } = begin();
  const stop = store.subscribe(() => notified.push('again'));
  stop();
  store.set('b');
  expect(notified).toEqual(['b']);
});

test('[C7] an observer that throws does not keep others from being notified of later values', () => {
  const store = new Store(0);
  const notified: number[] = [];
  const stop = store.subscribe(() => {
    throw new Error('a view is broken');
  });
  expect(() => store.set(1)).toThrow('a view is broken');
  stop();
  store.subscribe(() => notified.push(store.value));
  store.set(2);
  expect(notified).toEqual([2]);
});
