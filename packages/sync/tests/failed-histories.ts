import type { Step } from './history.ts';

/** Histories that failed once, shrunk. They are played first. */
export const failedHistories: readonly Step[][] = [
  // A page asked twice to be let in, was given two clientIds, and what it did between the two counted twice.
  [
    { kind: 'leave', which: 0, what: 0 },
    { kind: 'join', which: 0, what: 0 },
    { kind: 'doubleUp', which: 1, what: 0 },
    { kind: 'up', which: 1, what: 0 },
    { kind: 'down', which: 1, what: 0 },
    { kind: 'add', which: 1, what: 0 },
  ],
];
