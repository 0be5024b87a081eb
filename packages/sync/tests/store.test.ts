import { Store } from '@button/sync';
import { expect, test } from 'vitest';

test('a store has the value that it was given last', () => {
  const store = new Store('a');
  expect(store.value).toBe('a');
  store.set('b');
  expect(store.value).toBe('b');
});

test('[C7] the same value again is no news', () => {
  const store = new Store('a');
  let told = 0;
  store.subscribe(() => (told += 1));
  store.set('a');
  expect(told).toBe(0);
});

test('[C7] a change that an observer makes is notified when all have heard of the one before', () => {
  const store = new Store(0);
  const heard: string[] = [];
  store.subscribe(() => {
    heard.push(`first ${store.value}`);
    if (store.value === 1) store.set(2);
    heard.push(`first is done with ${store.value}`);
  });
  store.subscribe(() => heard.push(`second ${store.value}`));
  store.set(1);
  expect(heard).toEqual(['first 1', 'first is done with 2', 'second 2', 'first 2', 'first is done with 2', 'second 2']);
});

test('[C7] an observer that throws does not make the store deaf', () => {
  const store = new Store(0);
  const heard: number[] = [];
  const stop = store.subscribe(() => {
    throw new Error('a view is broken');
  });
  expect(() => store.set(1)).toThrow('a view is broken');
  stop();
  store.subscribe(() => heard.push(store.value));
  store.set(2);
  expect(heard).toEqual([2]);
});
