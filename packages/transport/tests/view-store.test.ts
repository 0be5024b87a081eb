import { expect, test } from 'vitest';
import { ViewStore } from '../src/client/view-store.ts';

test('what happens together is told once, and what changes nothing is not told', () => {
  const store = new ViewStore({ round: 1, pushes: 0 });
  const told: unknown[] = [];
  store.subscribe(() => told.push(store.view));
  store.update(() => {
    store.change({ round: 2 });
    store.update(() => store.change({ pushes: 3 }));
  });
  const { view } = store;
  store.update(() => store.change({ round: 2, pushes: 3 }));
  expect(told).toEqual([{ round: 2, pushes: 3 }]);
  expect(store.view).toBe(view);
});
